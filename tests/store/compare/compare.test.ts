import { expect, test } from 'vitest';
import { createCatalog } from '#engine/catalog.ts';
import { configDifferences } from '#store/compare/config-differences.ts';
import { meanCurve } from '#store/compare/mean-curve.ts';
import { type Configuration, configurationsOf, type Figure } from '#store/compare/run-curve.ts';
import { apart } from '#ui/charts/direct-labels.ts';
import { addressOf, idsIn, MOST_COMPARED } from '#ui/compare/compared-ids.ts';
import { controlWords } from '#ui/compare/configuration-words.ts';
import { dashesOf } from '#ui/compare/line-styles.ts';
import { reachWords } from '#ui/compare/reach-words.ts';
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
  const edits = [{ generation: 3, step: 0, values: { 'selection.tournamentSize': 4 } }];
  const both = [plain, { ...edited, record: { ...edited.record, edits } }];
  const configurations = configurationsOf(both);
  expect(configurations).toHaveLength(2);
  expect(configDifferences(configurations, CATALOG)).toEqual([
    {
      group: 'run',
      settings: [
        {
          path: 'edits',
          label: 'Changed while running',
          values: ['nothing', 'Tournament size 4 from generation 4'],
        },
      ],
    },
  ]);
});

test('the mean is taken where all runs have a value, at their last evaluation by then', () => {
  const points = meanCurve([curve([10, 20, 30]), curve([30, 40])], 'bestSoFar');
  expect(points.map(({ steps, mean }) => [steps, mean])).toEqual([
    [100, 20],
    [200, 30],
  ]);
  for (const { low } of points) expect(low).toBeNaN(); // of two
});

test('from three runs on the mean has its 95 % interval by Student’s t', () => {
  const [point] = meanCurve([curve([1]), curve([5]), curve([9])], 'bestSoFar');
  const reach = (4.302653 * 4) / Math.sqrt(3);
  expect([point?.low, point?.mean, point?.high]).toEqual([
    expect.closeTo(5 - reach, 4),
    5,
    expect.closeTo(5 + reach, 4),
  ]);
});

test('a run that ended at its target counts on with its last value', () => {
  const points = meanCurve([curve([10, 20, 30]), curve([30, 40], {}, 'target')], 'bestSoFar');
  expect(points.map(({ mean }) => mean)).toEqual([20, 30, 35]);
});

test('of one run the mean is the run, and of none there is none', () => {
  expect(meanCurve([curve([5, 6])], 'median').map(({ mean, low }) => [mean, low])).toEqual([
    [2.5, Number.NaN],
    [3, Number.NaN],
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
  expect(configDifferences(configurationsOf([curve([1]), curve([1], other)]), CATALOG)).toEqual([
    {
      group: 'network',
      settings: [
        { path: 'network.headHidden', label: 'Head layers', values: ['64', '128 → 64'] },
        {
          path: 'network.layerNorm',
          label: 'Layer normalisation',
          values: CONFIG.network.layerNorm ? ['on', 'off'] : ['off', 'on'],
        },
      ],
    },
  ]);
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

test('hyperparameters of two algorithms are told in words, and never beside another that has their place', () => {
  const catalog = createCatalog([]);
  const [dqn, ppo] = ['cartpole-dqn', 'cartpole-ppo'].map(
    (id) => catalog.presets.find((preset) => preset.id === id)?.config,
  );
  if (!dqn || !ppo) throw new Error('a preset is gone');
  const groups = configDifferences(configurationsOf([curve([1], dqn), curve([1], ppo)]), catalog);
  const rows = groups.flatMap(({ settings }) => settings);
  const row = (label: string) => rows.find((each) => each.label === label)?.values;
  expect(row('Algorithm')).toEqual(['DQN', 'PPO']);
  expect(row('Steps per update')?.[1]).toBe('–');
  expect(row('Rollout')?.[0]).toBe('–');
  expect(row('Replay buffer')?.[1]).toBe('–');
  expect(row('Epochs may move')).toEqual([
    '–',
    expect.stringMatching(/^(no|from .+ to .+, ×.+ or ×.+)$/),
  ]);
  for (const { label, values } of rows) {
    expect(label).not.toMatch(/^[a-z]+\.|[{"]/);
    for (const value of values) expect(value).not.toMatch(/[{}"]|undefined|NaN/);
  }
});

test('numbers that round to the same words are told exactly', () => {
  const near = (weightDeviation: number) =>
    curve([1], { mutation: { ...CONFIG.mutation, weightDeviation } });
  const [group] = configDifferences(configurationsOf([near(0.12345), near(0.12346)]), CATALOG);
  expect(group?.settings[0]?.values).toEqual(['0.12345', '0.12346']);
});

test('a branch is no sample of the configuration that it goes on with, and what it began as is told', () => {
  const plain = curve([1], { seed: 1 });
  const branch = curve([1], { seed: 2 });
  const origin = { kind: 'branch', run: plain.record.id, generation: 11 } as const;
  const both = [plain, { ...branch, record: { ...branch.record, origin } }];
  const configurations = configurationsOf(both);
  expect(configurations).toHaveLength(2);
  expect(configDifferences(configurations, CATALOG, () => 'The first')).toEqual([
    {
      group: 'run',
      settings: [
        {
          path: 'origin',
          label: 'Begun as',
          values: ['a run of its own', 'branch of “The first” at generation 12'],
        },
      ],
    },
  ]);
});

test('what a line reaches is told by where it first has its highest value, and where it ends', () => {
  const said = (values: readonly number[], figure: Figure = 'bestSoFar') =>
    reachWords(
      {
        configuration: configurationsOf([curve(values)])[0] as Configuration,
        points: meanCurve([curve(values)], figure),
      },
      figure,
    );
  expect(said([20, 500, 500, 500])).toBe(
    'Configuration A, best so far, one run: first at its highest, 500, after 200 environment steps; it ends after 400 environment steps.',
  );
  expect(said([40, 600, 100], 'median')).toBe(
    'Configuration A, median of the generation, one run: first at its highest, 300, after 200 environment steps; 50 at the end, 300 environment steps.',
  );
  expect(said([1, 2])).toContain('highest where it ends, 2 at the end, 200 environment steps.');
  expect(said([])).toBe('');
});

test('a control is called one, and has dots that no other line has', () => {
  const configurations = configurationsOf([
    curve([1]),
    curve([1], { evolution: 'off' }),
    curve([1], { evolution: 'selection' }),
    curve([1], { populationSize: 8 }),
  ]);
  expect(configurations.map(controlWords)).toEqual([
    null,
    'without evolution (control)',
    'selection only (control)',
    null,
  ]);
  const dashes = dashesOf(configurations);
  expect(dashes[0]).toBeUndefined();
  expect(new Set(dashes).size).toBe(4);
  expect(dashes.map((dash) => dash?.startsWith('1.5') ?? false)).toEqual([
    false,
    true,
    true,
    false,
  ]);
});
