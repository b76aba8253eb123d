import { describe, expect, test } from 'vitest';
import { makeDigest } from '#protocol/digest.ts';
import { encodeLink } from '#protocol/link.ts';
import { encodeStrategyLink, presetOf } from '#protocol/strategy-link.ts';
import { meanCurve } from '#store/compare/mean-curve.ts';
import { configurationsOf } from '#store/compare/run-curve.ts';
import { curveOf, keepResults, linksIn, resultOf, resultsOf } from '#store/library/results.ts';
import {
  bestWords,
  groupedOutcomes,
  type NamedOutcome,
  readOutcome,
  type StrategyOutcome,
} from '#store/strategy/outcomes.ts';
import { CATALOG, CONFIG } from '../../ui/fake-catalog.ts';
import { CATALOG as STRATEGIES } from '../strategy/fake-strategy-engine.ts';
import { createMemoryLibrary } from './memory-library.ts';

const HASH = '0123456789abcdef0123456789abcdef';

const noStrategies = () => Promise.reject(new Error('there is no link of the strategy lab'));

/** A link with a result of three generations. */
const linkOf = (seed: number, hash = HASH): string => {
  const generations = [10, 40, 20].map((median) => ({
    min: 0,
    lowerQuartile: median - 5,
    median,
    upperQuartile: median + 5,
    max: 2 * median,
    hash,
  }));
  const digest = makeDigest(generations, { engine: '1', device: 'wasm', end: 'target', edits: [] });
  return encodeLink({ ...CONFIG, seed }, CATALOG, 'cartpole-dqn', { digest });
};

test('links are found in a text, a line each, with the names before them', () => {
  const [first, second] = [linkOf(1), linkOf(2)];
  const text = `Results\nAnna: https://a.example/${first}\n\n- Ben, <https://a.example/${second}>.\nno link`;
  expect(linksIn(text).map(({ name }) => name)).toEqual(['Anna', '- Ben']);
  expect(linksIn('https://a.example/#/about')).toEqual([]);
});

test('a result is kept and compared without its run', async () => {
  const [named] = linksIn(`Anna: https://a.example/${linkOf(7)}`);
  if (!named) throw new Error('the link was not found');
  const library = createMemoryLibrary();
  const result = resultOf(named, CATALOG, 5);
  await resultsOf(library).put(result);
  const { items, damaged } = await resultsOf(library).list();
  expect(damaged).toEqual([]);
  expect(items).toEqual([result]);
  expect(result.id).toBe('01234567-89ab-cdef-0123-456789abcdef');
  const curve = curveOf(result, CATALOG);
  expect(curve.record).toMatchObject({ name: 'Anna', generations: 3, end: 'target', hash: HASH });
  expect(curve.record.config.seed).toBe(7);
  const steps = CONFIG.populationSize * CONFIG.training.stepsPerGeneration;
  expect(curve.summaries.map((each) => each.steps)).toEqual([steps, 2 * steps, 3 * steps]);
  expect(curve.summaries.map((each) => Math.round(each.bestSoFar))).toEqual([20, 80, 80]);
  const [configuration] = configurationsOf([curve]);
  const points = meanCurve(configuration?.runs ?? [], 'median');
  expect(points.map(({ mean }) => Math.round(mean))).toEqual([10, 40, 20]);
});

test('of a link that holds no result it is said', () => {
  const settings = encodeLink(CONFIG, CATALOG, 'cartpole-dqn');
  expect(() => resultOf({ name: '', link: settings }, CATALOG, 0)).toThrow('no result');
});

test('many links are read one by one, and what is refused is named', async () => {
  const library = createMemoryLibrary();
  const other = HASH.replace('0', 'f');
  const text = [
    `Anna ${linkOf(1)}`,
    `Ben ${encodeLink(CONFIG, CATALOG, 'cartpole-dqn')}`,
    `Cleo ${linkOf(1)}`,
    linkOf(2, other),
  ].join('\n');
  const { kept, refused } = await keepResults(library, CATALOG, linksIn(text), noStrategies);
  expect(kept).toBe(2);
  expect(refused).toEqual([
    'Ben: it holds settings alone, and no result.',
    'Cleo: its result is here already.',
  ]);
  expect((await resultsOf(library).list()).items).toHaveLength(2);
});

describe('of the strategy lab', () => {
  const preset = presetOf(STRATEGIES, 'shapes');
  if (!preset) throw new Error('there is no preset of shapes');
  const strategyLink = (seed: number, mAP: readonly (number | null)[], tested = true) =>
    encodeStrategyLink({ ...preset.config, seed }, preset, {
      ...{ engine: '1', device: 'wasm', end: 'steps', tested, mAP },
      hash: `${seed}`.repeat(32),
      fingerprints: [1, 2, 3],
    });

  async function keptFrom(text: string) {
    const library = createMemoryLibrary();
    const gathered = await keepResults(library, CATALOG, linksIn(text), async () => STRATEGIES);
    const { items } = await resultsOf(library).list();
    const outcomes = items.flatMap(({ id, name, strategy }) =>
      strategy ? [{ ...strategy, id, title: name }] : [],
    );
    return { gathered, items, outcomes };
  }

  test('a result is kept beside those of evolution, and opened by its link', async () => {
    const { gathered, items } = await keptFrom(
      `Anna https://a.example/${strategyLink(1, [0.25, 0.5, null])}\nBen ${linkOf(1)}`,
    );
    expect(gathered).toEqual({ kept: 2, refused: [] });
    const [anna, ben] = items;
    expect(ben?.strategy).toBeUndefined();
    expect(anna?.link).toMatch(/^#\/strategy\?v=/);
    expect(anna?.strategy).toMatchObject({
      ...{ seed: 1, rows: ['Usual', 'Tuned', 'Random switching'], tested: true, intervals: 3 },
      mAP: [expect.closeTo(0.25, 4), expect.closeTo(0.5, 4), null],
    });
    expect(bestWords(anna?.strategy as StrategyOutcome)).toBe(
      'Tuned, 50.0 % mAP on the test images',
    );
  });

  test('results that differ in their seed are one configuration, each seed once', async () => {
    const { outcomes } = await keptFrom(
      [
        strategyLink(1, [0.2, 0.4, 0.1]),
        strategyLink(2, [0.4, 0.5, null]),
        strategyLink(3, [0.9, 0.9, 0.9], false),
      ].join('\n'),
    );
    const again = { ...(outcomes[0] as NamedOutcome), id: 'the run itself' };
    const groups = groupedOutcomes([...outcomes, again]);
    expect(groups.map(({ letter, outcomes: { length } }) => [letter, length])).toEqual([
      ['A', 2],
      ['B', 1],
    ]);
    expect(groups[0]?.rows[0]).toMatchObject({
      name: 'Usual',
      mean: expect.closeTo(0.3, 4),
      lowest: expect.closeTo(0.2, 4),
      highest: expect.closeTo(0.4, 4),
    });
    expect(groups[0]?.rows[2]?.mean).toBeCloseTo(0.1, 4);
  });

  test('what holds no result, or is damaged on the disk, is refused in words', async () => {
    const { gathered } = await keptFrom(`Cleo ${encodeStrategyLink(preset.config, preset)}`);
    expect(gathered.refused).toEqual(['Cleo: it holds settings alone, and no result.']);
    const { items } = await keptFrom(strategyLink(1, [0.2, 0.4, 0.1]));
    const strategy = { ...items[0]?.strategy, mAP: [0.2] };
    expect(() => readOutcome(strategy)).toThrow('it has the mAP of 1 classifiers, and names 3');
  });
});
