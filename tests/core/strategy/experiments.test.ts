import { expect, test } from 'vitest';
import { probeConfig, secondsOf } from '#core/strategy/experiments/cost.ts';
import { elsewhereMatrix, elsewhereText } from '#core/strategy/experiments/elsewhere-matrix.ts';
import type { RunResult } from '#core/strategy/experiments/experiment.ts';
import {
  differenceWords,
  estimateWords,
  experimentTable,
} from '#core/strategy/experiments/experiment-table.ts';
import { EXPERIMENTS, plannedRuns } from '#core/strategy/experiments/experiments.ts';
import { paperWords } from '#core/strategy/experiments/paper-signs.ts';
import { readRunResult } from '#core/strategy/experiments/run-result.ts';
import { parseStrategyConfig } from '#core/strategy/parse-strategy-config.ts';
import { rowsOfSearch } from '#core/strategy/search.ts';
import { controllerSettings } from '#strategy/controllers/presets.ts';
import { strategyCatalog } from '#strategy/strategy-catalog.ts';
import { SMALL_STRATEGY } from '../../engine/strategy/small-strategy.ts';

const CATALOG = strategyCatalog();
const TRAINED = {
  ...CATALOG,
  trained: [
    {
      ...{ name: 'First', about: '', digest: '0'.repeat(32), file: 'teams/first.json' },
      team: {
        controller: 'dqn-held',
        options: CATALOG.presets[2]?.config.teams[0]?.options as never,
        state: CATALOG.presets[2]?.config.teams[0]?.state as never,
        reward: CATALOG.presets[2]?.config.teams[0]?.reward as never,
      },
    },
  ],
};

test.each(EXPERIMENTS)('$id plans runs that can be run, paired by seed', (experiment) => {
  expect(experiment.obstacle(SMALL_STRATEGY, TRAINED)).toBeNull();
  const planned = plannedRuns(experiment, SMALL_STRATEGY, 2, TRAINED);
  const keys = planned.map(({ key, seed }) => `${seed} ${key}`);
  expect(new Set(keys).size).toBe(planned.length);
  expect(planned.map(({ seed }) => seed - 3).filter((at) => at === 0)).toHaveLength(
    planned.length / 2,
  );
  const { key, row } = experiment.against;
  if (key !== undefined) expect(planned.map((each) => each.key)).toContain(key);
  const names = planned.flatMap(({ config }) => config.rows.map(({ name }) => name));
  if (row !== undefined) expect(names.map((name) => name.replace(/ · \d+$/, ''))).toContain(row);
  for (const { config, seed } of planned) {
    const parsed = parseStrategyConfig(config, TRAINED);
    expect(parsed.ok ? [] : parsed.problems).toEqual([]);
    expect(config.seed).toBe(seed);
    expect(config.training.steps).toBe(SMALL_STRATEGY.training.steps);
  }
});

test('the ablation has all 16 subsets, and who is left out stays at the base recipe', () => {
  const agents = EXPERIMENTS.find(({ id }) => id === 'agents');
  const runs = agents?.plan(SMALL_STRATEGY, CATALOG) ?? [];
  expect(runs.flatMap(({ config }) => config.rows)).toHaveLength(16);
  const teams = runs.flatMap(({ config }) => config.teams);
  const pair = teams.find(({ name }) => name === 'AUG + LOSS ★');
  expect(pair?.options.optimizer).toEqual(['sgd']);
  expect(pair?.options.loss.length).toBeGreaterThan(1);
});

test('coordination goes without each of the three that are shared, one at a time', () => {
  const runs = EXPERIMENTS.find(({ id }) => id === 'coordination')?.plan(SMALL_STRATEGY, CATALOG);
  const sharing = (controller: string) => {
    const settings = controllerSettings(controller);
    return settings.kind === 'dqn' ? settings.sharing : null;
  };
  const arms = (runs ?? []).flatMap(({ config: { teams } }) =>
    teams.map(({ name, controller }) => [name, sharing(controller)] as const),
  );
  const [whole] = arms.map(([, shared]) => shared);
  expect(whole).toEqual({ state: true, minibatch: true, reward: true });
  const without = arms.filter(([name]) => name.startsWith('Without shared'));
  expect(without).toEqual([
    ['Without shared state', { ...whole, state: false }],
    ['Without shared replay', { ...whole, minibatch: false }],
    ['Without shared reward', { ...whole, reward: false }],
  ]);
  // Rows of either run are compared with the whole of the same seed.
  const results = (runs ?? []).map(({ key, config }) => ({
    ...result(1, Object.fromEntries(config.rows.map(({ name }, at) => [name, at / 16]))),
    key,
  }));
  const lines = experimentTable(
    { figures: ['mAP'], against: { row: 'All shared', key: '' } },
    results,
  );
  expect(lines.map(({ difference }) => difference === null)).toEqual(
    lines.map(({ name }) => name === 'All shared'),
  );
});

test('averages of weights are set against the weights as they ended, row by row', () => {
  const run = result(1, { Usual: 0.5 });
  const rows = run.rows.map((row) => ({ ...row, mAP: { raw: 0.5, fast: 0.52, slow: 0.41 } }));
  const [line] = experimentTable({ figures: ['mAP', 'fastGain', 'slowGain'], against: {} }, [
    { ...run, rows },
    { ...run, rows, seed: 2 },
  ]);
  expect(estimateWords(line?.figures.fastGain, 'fastGain', 2)).toBe('+2.0 [+2.0, +2.0]');
  expect(estimateWords(line?.figures.slowGain, 'slowGain', 2)).toBe('−9.0 [−9.0, −9.0]');
});

test('of a trained team all 16 subsets are one run, and who is left out is held at the base recipe', () => {
  const [run, ...others] =
    EXPERIMENTS.find(({ id }) => id === 'trained-agents')?.plan(SMALL_STRATEGY, TRAINED) ?? [];
  expect(others).toEqual([]);
  expect(new Set(run?.config.rows.map(({ name }) => name)).size).toBe(16);
  const held = (name: string) => run?.config.rows.find((row) => row.name === name)?.hand;
  expect(held('AUG + OPT + LRS + LOSS ★')).toBeUndefined();
  expect(held('AUG + LOSS ★')).toEqual({
    optimizer: [{ from: 0, choice: 'sgd' }],
    schedule: [{ from: 0, choice: 'step' }],
  });
});

const result = (seed: number, shares: Readonly<Record<string, number | null>>): RunResult => ({
  ...{ key: '', seed, engine: '1', hash: 'x', images: 1, seconds: 10, agentSeconds: 1 },
  rows: Object.entries(shares).map(([name, share]) => ({
    ...{ name, mAP: { raw: share, fast: share, slow: share } },
    ...{ tail: share, tailF1: share, macroF1: share, course: [0.1, share] },
  })),
});

test('arms are compared seed by seed with the arm that is named, several rows of one arm by their mean', () => {
  const experiment = { figures: ['mAP', 'agents'] as const, against: { row: 'Random' } };
  const lines = experimentTable(experiment, [
    result(1, { Random: 0.2, 'Team · 1': 0.3, 'Team · 2': 0.5 }),
    result(2, { Random: 0.4, 'Team · 1': 0.5, 'Team · 2': 0.5 }),
    result(3, { Random: 0.6, 'Team · 1': null, 'Team · 2': null }),
  ]);
  const [random, team] = lines;
  expect(lines).toHaveLength(2);
  expect(random?.difference).toBeNull();
  expect(team?.name).toBe('Team');
  expect(team?.figures.mAP?.mean).toBeCloseTo(0.45);
  expect(team?.figures.mAP?.seeds).toBe(2);
  expect(team?.difference?.mean).toBeCloseTo(0.15); // 0.2 and 0.1, pair by pair
  expect(team?.difference?.low).toBeCloseTo(0.15 - 12.7062 * 0.05); // Student's t of two
  expect(estimateWords(team?.figures.mAP, 'mAP', 3)).toBe('45.0 [−18.5, 108.5] (2 of 3)');
  expect(differenceWords(team?.difference ?? null, 'mAP')).toBe('+15.0 [−48.5, +78.5]');
  expect(team?.figures.agents?.mean).toBeCloseTo(0.1);
});

test('long tails tell arms apart by the order of scores, where no rare class is found at a half', () => {
  const longTail = EXPERIMENTS.find(({ id }) => id === 'long-tail');
  const seeds = [1, 2, 3].map((seed) => {
    const run = result(seed, { Usual: 0.02, 'Trained: First': 0.05 + seed / 1000 });
    return { ...run, rows: run.rows.map((row) => ({ ...row, tailF1: 0 })) };
  });
  const lines = longTail ? experimentTable(longTail, seeds) : [];
  expect(lines[1]?.difference?.low).toBeGreaterThan(0.02);
  expect(longTail && paperWords(longTail, lines)).toContain('The same here: Trained: First.');
});

test('a row reaches Standard where its course first is what Standard ends with', () => {
  const run = result(1, { 'MAT-Agent’s “Standard”': 0.3, Fast: 0.5, Slow: 0.2 });
  const rows = run.rows.map((row, at) => (at === 1 ? { ...row, course: [0.3, 0.5] } : row));
  const lines = experimentTable({ figures: ['reach'], against: { row: 'Fast' } }, [
    { ...run, rows },
  ]);
  expect(lines.map(({ figures }) => figures.reach?.mean ?? null)).toEqual([1, 0.5, null]);
});

test('of a method with eight rows the one counts that ended best on the validation images', () => {
  const run = result(1, { 'A · 1': 0.3, 'A · 2': 0.9, B: 0.4 });
  const rows = run.rows.map((row, at) => (at === 0 ? { ...row, course: [0.1, 0.95] } : row));
  const [a] = experimentTable({ figures: ['mAP'], against: { row: 'B' }, picksBest: true }, [
    { ...run, rows },
  ]);
  expect(a?.figures.mAP?.mean).toBe(0.3); // whatever the test images say of the others
  const searched = rows.map((row, at) => (at === 1 ? { ...row, isChosen: true as const } : row));
  const [b] = experimentTable({ figures: ['mAP'], against: { row: 'B' }, picksBest: true }, [
    { ...run, rows: searched },
  ]);
  expect(b?.figures.mAP?.mean).toBe(0.9); // whatever its row had been like before
  const compute = EXPERIMENTS.find(({ id }) => id === 'board-per-compute');
  const recipes = (seed: number) =>
    JSON.stringify(compute?.plan({ ...SMALL_STRATEGY, seed }, CATALOG)[0]?.config.rows);
  expect(recipes(1)).not.toBe(recipes(2));
  expect(recipes(1)).toBe(recipes(1));
});

test('what lay on a disk is a result or none', () => {
  const kept = result(1, { A: 0.5 });
  expect(readRunResult(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
  for (const part of [{ seed: 'x' }, { rows: [{ name: 'A' }] }, { seconds: null }])
    expect(readRunResult({ ...kept, ...part })).toBeNull();
});

test('searches have as many rows as other methods, and are timed by a run that they fit into', () => {
  const compute = EXPERIMENTS.find(({ id }) => id === 'board-per-compute');
  const runs = compute?.plan(SMALL_STRATEGY, CATALOG) ?? [];
  const found = runs.flatMap(({ config }) =>
    (config.searches ?? []).map(({ name }) => [name, rowsOfSearch(config.rows, name).length]),
  );
  expect(found).toEqual([
    ['PBT', 8],
    ['PB2', 8],
    ['ASHA', 8],
    ['TPE', 8],
  ]);
  for (const run of runs.slice(2)) {
    const probe = probeConfig(run);
    expect(parseStrategyConfig(probe, CATALOG)).toEqual({ ok: true, config: probe });
    expect(probe.searches).toHaveLength(1);
  }
});

test('the time of runs grows with their rows and updates', () => {
  const run = {
    key: '',
    config: { ...SMALL_STRATEGY, training: { ...SMALL_STRATEGY.training, steps: 40, interval: 4 } },
  };
  const probe = probeConfig(run);
  expect([probe.rows.length, probe.training.steps, probe.training.interval]).toEqual([2, 4, 2]);
  // 1 s a row and update, 2 s a row and validation, 6 s a row's test, 5 s the images
  const phaseMs = {
    data: 5000,
    train: 8000,
    validate: 6000,
    record: 2000,
    test: 12_000,
    learn: 99_000,
  };
  expect(secondsOf([run], { config: probe, phaseMs })).toBeCloseTo(
    1.05 * (5 + 3 * (40 + 10 * 2 + 6)),
  );
  // tested on other data once more: by one of three sets of weights, on 9 images in place of 60
  const { data } = run.config;
  if (data.kind === 'own') throw new Error('they are drawn');
  const elsewhere = [{ name: 'Other', data }];
  expect(secondsOf([{ ...run, elsewhere }], { config: probe, phaseMs })).toBeCloseTo(
    1.05 * (5 * (1 + 9 / 60) + 3 * (40 + 10 * 2 + 6 + 2)),
  );
});

test('arms that the paper compares, too, are set beside it: as there, the other way, or not to be told', () => {
  const experiment = {
    ...{ figures: ['mAP'] as const, against: { row: 'All' } },
    paperSign: { has: (arm: string) => arm !== 'All' && arm !== 'New', is: 'lower' as const },
  };
  const results = [
    result(1, { All: 0.5, Low: 0.3, High: 0.7, Open: 0.4, Slight: 0.49, New: 0.1 }),
    result(2, { All: 0.5, Low: 0.2, High: 0.6, Open: 0.6, Slight: 0.4, New: 0.1 }),
    result(3, { All: 0.5, Low: 0.25, High: 0.65, Open: 0.5, Slight: 0.48, New: 0.1 }),
  ];
  expect(paperWords(experiment, experimentTable(experiment, results))).toBe(
    'The paper has some of these arms lower. The same here: Low. The other way here: High. Not to be told from no difference here: Open, Slight.',
  );
  expect(paperWords(experiment, experimentTable(experiment, results.slice(1)))).toBe(''); // two seeds
  expect(paperWords({}, experimentTable(experiment, results))).toBe('');
});

test.each(EXPERIMENTS.filter(({ paperSign }) => paperSign))(
  '$id has arms that the paper compares, too, and some that it is compared with',
  ({ plan, paperSign }) => {
    const rows = plan(SMALL_STRATEGY, TRAINED).flatMap(({ config }) => config.rows);
    const has = rows.map(({ name }) => paperSign?.has(name.replace(/ · \d+$/, '')));
    expect(new Set(has).size).toBe(2);
  },
);

test('a matrix has a line an arm and data it trained on, and a column a data it was tested on', () => {
  const row = (name: string) => ({
    ...{ name, mAP: { raw: 0.5, fast: 0.5, slow: 0.5 } },
    ...{ tail: null, tailF1: null, macroF1: null, course: [] },
  });
  const run = (seed: number, mAP: readonly (number | null)[]): RunResult => ({
    ...{ key: 'Scenes', seed, engine: '1', hash: 'a', rows: [row('Usual'), row('Team')] },
    ...{ images: 1, seconds: 1, agentSeconds: 0 },
    elsewhere: { Tags: { shared: 20, mAP }, Shapes: { shared: 0, mAP: [null, null] } },
  });
  const results = [run(1, [0.2, 0.4]), run(2, [0.4, 0.4])];
  expect(results.map(readRunResult)).toEqual(results);
  expect(
    readRunResult({ ...results[0], elsewhere: { Tags: { shared: 'all', mAP: [] } } }),
  ).toBeNull();
  const matrix = elsewhereMatrix(results);
  expect(matrix && elsewhereText(matrix)).toEqual({
    head: ['Arm', 'Trained on', 'Tags', 'Shapes'],
    rows: [
      ['Usual', 'Scenes', '30.0 [−97.1, 157.1], 20 classes', '–'],
      ['Team', 'Scenes', '40.0 [40.0, 40.0], 20 classes', '–'],
    ],
  });
  const transfer = EXPERIMENTS.find(({ id }) => id === 'transfer');
  const [usual, team] = transfer ? experimentTable(transfer, [...results, run(3, [0.1, 0.3])]) : [];
  expect(usual?.difference).toBeNull();
  expect(team?.difference?.mean).toBeCloseTo(0.4 / 3); // 0.2, 0 and 0.2 without training, not mAP where it learned
  const others = { Shapes: { shared: 0, mAP: [null, null] }, Scenes: { shared: 1, mAP: [1, 1] } };
  const both = [...results, { ...run(1, []), key: 'Tags', elsewhere: others }];
  expect(elsewhereMatrix(both)?.names).toEqual(['Scenes', 'Tags', 'Shapes']); // in the order of the runs
  expect(elsewhereMatrix([{ ...run(1, []), elsewhere: {} }])).toBeNull();
});
