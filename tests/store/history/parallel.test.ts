import { expect, test } from 'vitest';
import {
  agentRows,
  canBeLog,
  crossings,
  fittest,
  ordered,
  parallelAxes,
  withinBrushes,
} from '#store/history/parallel.ts';
import { CATALOG, CONFIG } from '../../ui/fake-catalog.ts';
import { growHistory } from './grow-history.ts';

const history = growHistory(30, { populationSize: 12 });
const [algorithm] = CATALOG.algorithms;
if (!algorithm) throw new Error('the catalog has no algorithm');
const axes = (turned: readonly string[] = []) =>
  parallelAxes(history, algorithm, CONFIG.hyperparameters, turned);
const rows = agentRows(history);

test('every agent that did not diverge at first is a row, once', () => {
  const ids = rows.map(({ agent }) => agent);
  expect(new Set(ids).size).toBe(ids.length);
  let born = 0;
  for (let g = 0; g < history.generations; g++)
    for (let slot = 0; slot < history.size(g); slot++) {
      const { isNew, diverged } = history.cell(g, slot);
      if (isNew && !diverged) born++;
    }
  expect(rows).toHaveLength(born);
});

test('axes are what evolves, the weights and the fitness, and hold every row', () => {
  expect(axes().map(({ name }) => name)).toEqual([
    'learningRate',
    'batchSize',
    'parameters',
    'fitness',
  ]);
  for (const row of rows)
    for (const share of crossings(row, axes())) {
      expect(share).toBeGreaterThanOrEqual(-1e-9);
      expect(share).toBeLessThanOrEqual(1 + 1e-9);
    }
});

test('an axis is turned between log and linear on demand, if it can be', () => {
  const scales = (turned: readonly string[]) =>
    Object.fromEntries(axes(turned).map(({ name, scale }) => [name, scale.scale]));
  expect(scales([])['learningRate']).toBe('log');
  expect(scales(['learningRate'])['learningRate']).toBe('linear');
  expect(canBeLog({ low: 0, high: 10, scale: 'linear' })).toBe(false);
});

test('axes take the order that they were given, others follow', () => {
  expect(ordered(axes(), ['fitness', 'batchSize']).map(({ name }) => name)).toEqual([
    'fitness',
    'batchSize',
    'learningRate',
    'parameters',
  ]);
});

test('the fittest are as many as were asked for, and none left out is fitter', () => {
  const best = fittest(rows, 20);
  expect(best).toHaveLength(Math.ceil(rows.length / 5));
  const least = best.at(-1)?.fitness ?? Number.NaN;
  const others = rows.filter((row) => !best.includes(row));
  expect(Math.max(...others.map(({ fitness }) => fitness))).toBeLessThanOrEqual(least);
  expect(fittest(rows, 100)).toHaveLength(rows.length);
  expect(fittest(rows.slice(0, 3), 1)).toHaveLength(1);
  expect(fittest([], 20)).toEqual([]);
});

test('brushes let through what lies within all of them, ends included', () => {
  const value = rows[0]?.parameters ?? 0;
  const through = withinBrushes(rows, axes(), { parameters: [value, value], unknown: [0, 0] });
  expect(through.length).toBeGreaterThan(0);
  expect(through).toEqual(rows.filter(({ parameters }) => parameters === value));
  expect(withinBrushes(rows, axes(), {})).toBe(rows);
});
