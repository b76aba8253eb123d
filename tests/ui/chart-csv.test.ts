import { expect, test } from 'vitest';
import { chartCsv } from '#ui/charts/frame/chart-csv.ts';
import { readCsv } from '../store/library/lineage-readers.ts';

const RUN = { seed: 7, settings: '#/evolve?p=cartpole-dqn&s=7&v=1' };
const TABLE = {
  head: ['Generation', 'Discount γ'],
  rows: [2, 1, 1, 0].map((generation, i) => ({
    key: String(i),
    generation,
    cells: [generation, i],
  })),
};

test('Excel is told that the file is UTF-8, by its first bytes', () => {
  const bytes = new TextEncoder().encode(chartCsv(TABLE, RUN));
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(new TextDecoder().decode(bytes)).toMatch(/^Generation,Discount γ,Seed,Settings\r\n/);
});

test('the oldest generation stands first, and within one the order is kept', () => {
  const rows = readCsv(chartCsv(TABLE, RUN).slice(1));
  expect(rows.map((row) => row['Generation'])).toEqual(['0', '1', '1', '2']);
  expect(rows.map((row) => row['Discount γ'])).toEqual(['3', '1', '2', '0']);
});

test('seed and settings stand in every row, settings of endless length in the first alone', () => {
  const told = (settings: string) =>
    readCsv(chartCsv(TABLE, { seed: 7, settings }).slice(1)).map((row) => [
      row['Seed'],
      row['Settings'],
    ]);
  expect(told(RUN.settings)).toEqual(Array(4).fill(['7', RUN.settings]));
  const long = `#/evolve?${'x'.repeat(2000)}`;
  expect(told(long)).toEqual([['7', long], ...Array(3).fill(['7', ''])]);
});

test('a comparison stays in its own order and names its runs itself', () => {
  const plain = TABLE.rows.map(({ generation: _, ...row }) => row);
  const rows = readCsv(chartCsv({ ...TABLE, rows: plain }, null).slice(1));
  expect(rows.map((row) => row['Generation'])).toEqual(['2', '1', '1', '0']);
  expect(Object.keys(rows[0] ?? {})).toEqual(TABLE.head);
});
