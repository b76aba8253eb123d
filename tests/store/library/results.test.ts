import { expect, test } from 'vitest';
import { makeDigest } from '#protocol/digest.ts';
import { encodeLink } from '#protocol/link.ts';
import { meanCurve } from '#store/compare/mean-curve.ts';
import { configurationsOf } from '#store/compare/run-curve.ts';
import { curveOf, keepResults, linksIn, resultOf, resultsOf } from '#store/library/results.ts';
import { CATALOG, CONFIG } from '../../ui/fake-catalog.ts';
import { createMemoryLibrary } from './memory-library.ts';

const HASH = '0123456789abcdef0123456789abcdef';

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
  const { kept, refused } = await keepResults(library, CATALOG, linksIn(text));
  expect(kept).toBe(2);
  expect(refused).toEqual([
    'Ben: it holds settings alone, and no result.',
    'Cleo: its result is here already.',
  ]);
  expect((await resultsOf(library).list()).items).toHaveLength(2);
});
