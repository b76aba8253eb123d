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
const csv = alifeCsv(lives, NAMES);

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
      expect(row?.['destruction_time']).toBe(last === 39 ? 'none' : String(last + 1));
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
  expect(readCsv(alifeCsv([odd], NAMES))[0]?.['method']).toBe(method);
});

test('nobody evaluated gives a table without rows and no tree', () => {
  expect(readCsv(alifeCsv([], NAMES))).toEqual([]);
  expect(newick([])).toBe('');
});
