import { expect, test } from 'vitest';
import type { Summary } from '#archive/summary.ts';
import { compare } from '#archive/verify.ts';
import { exactnessWords, verdictWords } from '#archive/verify-words.ts';
import { makeDigest } from '#protocol/digest.ts';

const summaryOf = (generation: number, shift = 0): Summary => ({
  generation,
  min: 10 + shift,
  lowerQuartile: 20 + generation + shift,
  median: 30 + generation + shift,
  upperQuartile: 40 + generation + shift,
  max: 60 + 3 * generation + shift,
  mean: 32,
  bestSoFar: 60,
  bestSlot: 0,
  bestAgent: 0,
  diverged: 0,
  steps: 1000,
  elapsedMs: 1,
  hash: `${(generation * 7919 + 11).toString(16).padStart(4, '0')}${shift === 0 ? '0' : 'f'}`.padEnd(
    32,
    '0',
  ),
});
const run = (count: number, shift: (generation: number) => number = () => 0) =>
  Array.from({ length: count }, (_, g) => summaryOf(g, shift(g)));
const RUN = { engine: '1', device: 'wasm', end: 'generations', edits: [] } as const;
const digest = makeDigest(run(20), RUN);

test('the same run is identical, and so far identical on its way', () => {
  expect(compare(digest, run(20))).toMatchObject({ verdict: 'identical', compared: 20, sent: 20 });
  expect(compare(digest, run(7))).toMatchObject({ verdict: 'identical', compared: 7 });
  expect(compare(digest, [])).toMatchObject({ verdict: null });
  expect(verdictWords(compare(digest, run(7)), false)).toMatch(/so far: 7 of 20/);
  expect(verdictWords(compare(digest, run(20)), true)).toBe(
    'Identical, bit for bit, in all 20 generations.',
  );
});

test('a difference is found in the generation in which it begins', () => {
  const other = compare(
    digest,
    run(20, (g) => (g >= 13 ? 200 : 0)),
  );
  expect(other).toMatchObject({ verdict: 'different', differsFrom: 13, differing: 7 });
  expect(verdictWords(other, true)).toMatch(/begins in generation 14\. In 0 of 7 generations/);
});

test('runs whose middle halves mostly overlap are similar', () => {
  const near = compare(
    digest,
    run(20, (g) => (g >= 4 ? 5 : 0)),
  );
  expect(near).toMatchObject({ verdict: 'similar', differsFrom: 4, overlapping: 16 });
  const half = compare(
    digest,
    run(20, (g) => (g >= 4 ? (g % 2) * 100 + 5 : 0)),
  );
  expect(half).toMatchObject({ verdict: 'different', overlapping: 8, differing: 16 });
});

test('a curve that was altered is found though its hashes were not', () => {
  const altered = {
    ...digest,
    generations: digest.generations.map((generation, g) =>
      g === 5 ? { ...generation, codes: [0, 1, 2, 3, 65_534] } : generation,
    ),
  };
  expect(compare(altered, run(20))).toMatchObject({ differsFrom: 5 });
});

test('hashes that were altered are found though the curve was not, the last to its last digit', () => {
  const fingerprints = {
    ...digest,
    generations: digest.generations.map((generation, g) =>
      g === 8 ? { ...generation, fingerprint: generation.fingerprint ^ 1 } : generation,
    ),
  };
  expect(compare(fingerprints, run(20))).toMatchObject({ differsFrom: 8, verdict: 'similar' });
  const end = { ...digest, hash: `${digest.hash.slice(0, -1)}1` };
  expect(compare(end, run(20))).toMatchObject({ differsFrom: 19 });
});

test('generations in which all diverged compare as such', () => {
  const dead = (count: number) =>
    run(count).map((summary) => ({
      ...summary,
      min: Number.NaN,
      lowerQuartile: Number.NaN,
      median: Number.NaN,
      upperQuartile: Number.NaN,
      max: Number.NaN,
    }));
  expect(compare(makeDigest(dead(3), RUN), dead(3))).toMatchObject({ verdict: 'identical' });
  expect(compare(makeDigest(dead(3), RUN), run(3))).toMatchObject({
    verdict: 'different',
    overlapping: 0,
  });
});

test('a run that ends sooner than the sender’s says so', () => {
  expect(verdictWords(compare(digest, run(7)), true)).toMatch(/where this run ended.*has 20/);
});

test('why bits may differ is said in words', () => {
  const exact = { engine: '1', device: 'wasm' } as const;
  expect(exactnessWords(exact, exact)).toBeNull();
  expect(exactnessWords({ ...exact, engine: '0.9' }, exact)).toMatch(/version 0\.9, this one is 1/);
  expect(exactnessWords({ ...exact, device: 'webgpu' }, exact)).toMatch(/^The sender’s run was/);
  expect(exactnessWords(exact, { ...exact, device: 'webgpu' })).toMatch(/^This run was/);
});
