import { expect, test } from 'vitest';
import { configDifferences } from '#store/compare/config-differences.ts';
import { meanCurve } from '#store/compare/mean-curve.ts';
import { configurationsOf } from '#store/compare/run-curve.ts';
import { addressOf, idsIn, MOST_COMPARED } from '#ui/compare/compared-ids.ts';
import { apart } from '#ui/compare/direct-labels.ts';
import { CATALOG, CONFIG } from '../../ui/fake-catalog.ts';
import { curve } from './curves.ts';

test('runs that differ in nothing but the seed are one configuration', () => {
  const runs = [
    curve([1], { seed: 1 }),
    curve([2], { populationSize: 8 }),
    curve([3], { seed: 2 }),
  ];
  const [a, b, ...others] = configurationsOf(runs);
  expect(others).toEqual([]);
  expect(a).toMatchObject({ letter: 'A', runs: [runs[0], runs[2]] });
  expect(b).toMatchObject({ letter: 'B', runs: [runs[1]] });
});

test('the same seed twice is one sample, the longest', () => {
  const [short, long] = [curve([1], { seed: 1 }), curve([1, 2], { seed: 1 })];
  expect(configurationsOf([short, long])[0]?.runs).toEqual([long]);
});

test('a run that was edited is a configuration of its own', () => {
  const plain = curve([1], { seed: 1 });
  const edited = curve([1], { seed: 2 });
  const edits = [{ generation: 3, step: 0, path: 'selection.tournamentSize', value: 4 }];
  const both = [plain, { ...edited, record: { ...edited.record, edits } }];
  const configurations = configurationsOf(both);
  expect(configurations).toHaveLength(2);
  expect(configDifferences(configurations, CATALOG)).toEqual([
    {
      path: 'edits',
      label: 'Changed while running',
      values: ['none', 'Tournament size 4 from generation 4'],
    },
  ]);
});

test('the mean is taken where all runs have a value, at their last evaluation by then', () => {
  const points = meanCurve([curve([10, 20, 30]), curve([30, 40])], 'bestSoFar');
  expect(points.map(({ steps, mean }) => [steps, mean])).toEqual([
    [100, 20],
    [200, 30],
  ]);
  for (const { low, mean, high } of points) {
    expect(low).toBeLessThanOrEqual(mean);
    expect(high).toBeGreaterThanOrEqual(mean);
  }
});

test('a run that ended at its target counts on with its last value', () => {
  const points = meanCurve([curve([10, 20, 30]), curve([30, 40], {}, 'target')], 'bestSoFar');
  expect(points.map(({ mean }) => mean)).toEqual([20, 30, 35]);
});

test('of one run the mean is the run, and of none there is none', () => {
  expect(meanCurve([curve([5, 6])], 'median').map(({ mean, low }) => [mean, low])).toEqual([
    [2.5, 2.5],
    [3, 3],
  ]);
  expect(meanCurve([], 'mean')).toEqual([]);
  expect(meanCurve([curve([])], 'mean')).toEqual([]);
});

test('a long run is thinned, its end kept', () => {
  const points = meanCurve([curve(Array.from({ length: 1000 }, (_, i) => i))], 'bestSoFar');
  expect(points.length).toBeLessThanOrEqual(240);
  expect(points.at(-1)).toMatchObject({ steps: 100_000, mean: 999 });
});

test('only settings that differ are listed, under their names and in words', () => {
  const other = {
    ...CONFIG,
    seed: 7,
    network: { ...CONFIG.network, headHidden: [128, 64], layerNorm: !CONFIG.network.layerNorm },
  };
  const differences = configDifferences(configurationsOf([curve([1]), curve([1], other)]), CATALOG);
  expect(differences.map(({ label }) => label)).toEqual(['Head layers', 'Layer normalisation']);
  expect(differences[0]?.values).toEqual(['64', '128, 64']);
  expect(differences[1]?.values).toEqual(CONFIG.network.layerNorm ? ['yes', 'no'] : ['no', 'yes']);
});

test('labels at the ends of lines are kept apart, in their order and within the plot', () => {
  const at = (y: number, text: string) => ({ x: 0, y, text, colour: '' });
  const placed = apart([at(100, 'a'), at(98, 'b'), at(102, 'c'), at(20, 'd')], {
    top: 10,
    bottom: 105,
  });
  expect(placed.map(({ text }) => text)).toEqual(['d', 'b', 'a', 'c']);
  const heights = placed.map(({ labelY }) => labelY);
  for (let i = 1; i < heights.length; i++)
    expect((heights[i] as number) - (heights[i - 1] as number)).toBeGreaterThanOrEqual(15);
  expect(Math.max(...heights)).toBeLessThanOrEqual(105);
  expect(heights[0]).toBe(20);
});

test('the address names the runs, each once, and nothing that is no id', () => {
  const ids = [crypto.randomUUID(), crypto.randomUUID()];
  expect(idsIn(addressOf(ids))).toEqual(ids);
  expect(idsIn('#/compare')).toBeNull();
  expect(idsIn(`#/compare?r=${ids[0]},<script>,${ids[0]},1`)).toEqual([ids[0]]);
  const many = Array.from({ length: 99 }, () => crypto.randomUUID());
  expect(idsIn(addressOf(many))).toHaveLength(MOST_COMPARED);
});
