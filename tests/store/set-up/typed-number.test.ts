import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ambiguityWords, readNumber, readWholeNumbers } from '#store/set-up/typed-number.ts';

test.each([
  ['0,001', 0.001],
  ['0.001', 0.001],
  ['1,5', 1.5],
  ['-1,5', -1.5],
  ['−5', -5], // U+2212
  ['–5', -5], // as some keyboards make of two hyphens
  ['1e-4', 1e-4],
  ['1e−4', 1e-4],
  ['2,5e3', 2500],
  ['+7', 7],
  [' 7 ', 7],
  ['.5', 0.5],
  [',5', 0.5],
  ['5.', 5],
  ['-0', 0],
  ['1000', 1000],
  ['1 000', 1000],
  ['12 345,5', 12_345.5],
  ['1’000', 1000],
  ['1,234,567', 1_234_567],
  ['1,234.5', 1234.5],
  ['1.234.567', 1_234_567],
  ['1.234,5', 1234.5],
  ['1.000', 1],
  ['0,500', 0.5],
])('%j is read as %d', (text, value) => {
  expect(readNumber(text)).toBe(value);
});

test.each([
  '',
  ' ',
  'x',
  '-',
  '1e999',
  '-1e999',
  '1e-400',
  '٣',
  '0x10',
  'NaN',
  'Infinity',
  '1,000',
  '-12,400',
  '1,2,3',
  '1 2',
  '1..2',
  '1e',
  'e5',
  '5-',
])('%j is left as it was typed', (text) => {
  expect(readNumber(text)).toBe(text);
});

test('a whole number with one comma or one point before three digits is asked about', () => {
  expect(readNumber('1.000', true)).toBe('1.000');
  expect(ambiguityWords('1.000', true)).toBe('write 1000 or 1');
  expect(ambiguityWords('1,000', true)).toBe('write 1000 or 1');
  expect(ambiguityWords('1,250', false)).toBe('write 1250 or 1.250');
  expect(ambiguityWords('0,250', false)).toBeNull();
  expect(ambiguityWords('x', false)).toBeNull();
});

test('every number is read as itself in the page’s own notation', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(readNumber(String(value))).toBe(value === 0 ? 0 : value);
    }),
  );
});

test.each([
  '64→64',
  '64 → 64',
  '64->64',
  '64, 64',
  '64 64',
  '64,64',
  '64x64',
  '64 × 64',
  '64-64',
  '[64, 64]',
  '64; 64',
])('%j is a list of two layers', (text) => {
  expect(readWholeNumbers(text)).toEqual([64, 64]);
});

test.each(['', ' ', 'many', '64, x', '-', '6.5', '1e2', '٣'])('%j is no list', (text) => {
  expect(readWholeNumbers(text)).toBe(text);
});
