import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvOf } from '#core/csv.ts';
import { readCsv } from '../store/library/lineage-readers.ts';

const csv = (...cells: (string | number)[]) => csvOf([cells]);

test('lines end in CR LF, numbers stand at full length', () => {
  expect(
    csvOf([
      ['Generation', 'Best'],
      [0, 1 / 3],
    ]),
  ).toBe('Generation,Best\r\n0,0.3333333333333333\r\n');
});

test('NaN is an empty field', () => {
  expect(csv(1, Number.NaN, 2)).toBe('1,,2\r\n');
});

test('commas, quotes and line breaks are quoted', () => {
  expect(csv('a, b', 'say "so"', 'two\nlines')).toBe('"a, b","say ""so""","two\nlines"\r\n');
});

test('numbers stay numbers, below zero and as texts too', () => {
  expect(csv(-3, '-5', '+1e-3', '-0.25')).toBe('-3,-5,+1e-3,-0.25\r\n');
});

/**
 * Signs at which a spreadsheet computes where a cell begins with one, and characters that may stand before it unseen.
 */
const SIGNS = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
const BEFORE = ['', ' ', '\t', '\r', '\n', '"', "'", '\u00a0', '\u200b', '\ufeff', ' "\t'];

test('no text begins as a formula, whatever unseen stands before it', () => {
  for (const sign of SIGNS)
    for (const before of BEFORE) {
      const [row] = readCsv(csvOf([['head'], [`${before}${sign}1+1`]]));
      expect(row?.['head']).toMatch(/^'/);
    }
});

test('nor where a country’s separator begins another cell within it', () => {
  for (const separator of [';', '\t', '\n', '|', ','])
    expect(csv(`lr${separator} =1+1`)).toContain(`${separator}' =1+1`);
  expect(csv('a -> -1; b = 2')).toBe('a -> -1; b = 2\r\n');
});

test('whatever a text holds, it is one field, and the same but for a sign against formulas', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const [row] = readCsv(
        csvOf([
          ['head', 'next'],
          [text, 1],
        ]),
      );
      expect(row?.['head']?.replaceAll("'", '')).toBe(text.replaceAll("'", ''));
      expect(row?.['next']).toBe('1');
    }),
  );
});
