import { expect, test } from 'vitest';
import { toCsv } from '#ui/charts/frame/chart-table.ts';

const csv = (...cells: (string | number)[]) => toCsv({ head: ['a'], rows: [{ key: '', cells }] });

test('lines end in CR LF, the head first, numbers at full length', () => {
  const table = { head: ['Generation', 'Best'], rows: [{ key: '0', cells: [0, 1 / 3] }] };
  expect(toCsv(table)).toBe('Generation,Best\r\n0,0.3333333333333333\r\n');
});

test('NaN is an empty field', () => {
  expect(csv(1, Number.NaN, 2)).toBe('a\r\n1,,2\r\n');
});

test('commas, quotes and line breaks are quoted', () => {
  expect(csv('a, b', 'say "so"', 'two\nlines')).toBe('a\r\n"a, b","say ""so""","two\nlines"\r\n');
});

test('no text is taken for a formula, and no number for such a text', () => {
  expect(csv('=1+1', '@x', '-y', -3)).toBe("a\r\n'=1+1,'@x,'-y,-3\r\n");
});
