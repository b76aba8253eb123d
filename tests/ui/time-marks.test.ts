import { expect, test } from 'vitest';
import type { Mark } from '#archive/marks.ts';
import { withMarks } from '#ui/charts/frame/marked-table.ts';
import { placeMarks } from '#ui/genealogy/mark-layout.ts';

const mark = (generation: number, kind: Mark['kind'] = 'lost'): Mark => ({
  kind,
  generation,
  text: `What happened before ${generation}.`,
});
const ends = { left: 0, right: 500 };
const tenPixels = (generation: number) => generation * 10;

test('a mark lies where its generation begins, with its label beside it', () => {
  expect(placeMarks([mark(7)], tenPixels, ends)).toEqual([
    { x: 70, kind: 'lost', label: 'GPU lost', anchor: 'start' },
  ]);
});

test('marks beyond the axis are left out', () => {
  expect(placeMarks([mark(7), mark(51)], tenPixels, ends)).toHaveLength(1);
  expect(placeMarks([mark(7)], (generation) => generation * 10 - 100, ends)).toEqual([]);
});

test('marks that would lie on each other have one place and are counted', () => {
  const placed = placeMarks([mark(7), mark(7), mark(8, 'restored')], tenPixels, ends);
  expect(placed.map(({ x, label }) => [x, label])).toEqual([[70, 'GPU lost ×2, restored']]);
});

test('labels never lie on each other, nor beyond the end of the axis', () => {
  const placed = placeMarks([mark(10), mark(12), mark(14), mark(49)], tenPixels, ends);
  expect(placed.map(({ label }) => label)).toEqual(['GPU lost', '', 'GPU lost', 'GPU lost']);
  expect(placed.map(({ anchor }) => anchor)).toEqual(['end', 'start', 'start', 'end']);
});

test('a table by generation tells what happened before each, where anything did', () => {
  const table = {
    caption: '',
    head: ['Agent', 'Generation'],
    rows: [
      { key: 'a', generation: 2, cells: [40, 3] },
      { key: 'b', generation: 3, cells: [41, 4] },
    ],
  };
  expect(withMarks(table, [])).toBe(table);
  const told = withMarks(table, [mark(3)]);
  expect(told.head.at(-1)).toBe('Before it');
  expect(told.rows.map(({ cells }) => cells.at(-1))).toEqual(['', 'What happened before 3.']);
});
