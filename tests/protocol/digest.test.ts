import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasher } from '#core/hash.ts';
import {
  bestOfDigest,
  type Digest,
  type DigestSource,
  decoded,
  digestGeneration,
  makeDigest,
  packDigest,
  unpackDigest,
} from '#protocol/digest.ts';
import { decodeLink, encodeLink } from '#protocol/link.ts';
import type { Edit } from '#protocol/messages.ts';
import { catalog, validConfig } from '../core/catalog-fixture.ts';

const hex = (length: number) =>
  fc
    .array(fc.constantFrom(...'0123456789abcdef'), { minLength: length, maxLength: length })
    .map((digits) => digits.join(''));

const generations: fc.Arbitrary<DigestSource[]> = fc.array(
  fc
    .tuple(
      fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 5, maxLength: 5 }),
      hex(32),
      fc.boolean(),
    )
    .map(([values, hash, diverged]) => {
      const inOrder = values.toSorted((a, b) => a - b);
      const at = (i: number) => (diverged ? Number.NaN : (inOrder[i] ?? 0));
      return {
        min: at(0),
        lowerQuartile: at(1),
        median: at(2),
        upperQuartile: at(3),
        max: at(4),
        hash,
      };
    }),
  { minLength: 1, maxLength: 60 },
);

const EDIT: Edit = { generation: 3, step: 17, values: { 'selection.tournamentSize': 3 } };
const RUN = { engine: '1', device: 'wasm', end: 'target', edits: [EDIT] } as const;

/** A run whose fitness rises as CartPole's does. */
const rising = (count: number): DigestSource[] =>
  Array.from({ length: count }, (_, g) => ({
    min: 9.2 + g / 7,
    lowerQuartile: 20.4 + 3 * g,
    median: 40 + 5.25 * g,
    upperQuartile: Math.min(500, 80 + 7 * g),
    max: Math.min(500, 120 + 9 * g),
    hash: (0x9e3779b9 * (g + 1)).toString(16).padStart(32, '0').slice(-32),
  }));

test('a fitness of −0 is 0', () => {
  const zero = { min: -0, lowerQuartile: -0, median: -0, upperQuartile: -0, max: 0 };
  const { low } = makeDigest([{ ...zero, hash: '0'.repeat(32) }], RUN);
  expect(low).toBe(0);
});

test('a digest comes back from its payload', () => {
  fc.assert(
    fc.property(generations, (run) => {
      const digest = makeDigest(run, RUN);
      const payload = packDigest(digest);
      expect(unpackDigest(payload, '1')).toEqual({ ok: true, digest });
      expect(payload).toMatch(/^[bz][A-Za-z0-9_-]*[A-Za-z0-9]$/);
    }),
  );
});

test('a fitness comes back to within a 65,534th of what the run spans, and NaN as NaN', () => {
  fc.assert(
    fc.property(generations, (run) => {
      const digest = makeDigest(run, RUN);
      const { low, high } = digest;
      run.forEach((generation, g) => {
        const codes = digest.generations[g]?.codes ?? [];
        const median = decoded(digest, codes[2] ?? -1);
        if (Number.isNaN(generation.median)) expect(median).toBeNaN();
        else expect(Math.abs(median - generation.median)).toBeLessThanOrEqual((high - low) / 1e5);
        expect(digestGeneration(generation, digest)).toEqual(digest.generations[g]);
      });
    }),
  );
});

/** The same with noise in every number, which no code makes shorter. */
const noisy = (count: number): DigestSource[] =>
  rising(count).map((generation, g) => {
    const hash = hasher().text(String(g)).hex();
    const noise = Number.parseInt(hash.slice(0, 6), 16) / 1e6;
    const { min, lowerQuartile, median, upperQuartile, max } = generation;
    return {
      min: min + noise,
      lowerQuartile: lowerQuartile + 2 * noise,
      median: median + 3 * noise,
      upperQuartile: upperQuartile + 5 * noise,
      max: max + 7 * noise,
      hash,
    };
  });

test('links stay short: 50 generations fit where 1,800 characters do, 200 where 6,000 do', () => {
  const linkOf = (count: number) =>
    encodeLink(validConfig, catalog, 'cartpole-dqn', { digest: makeDigest(noisy(count), RUN) });
  expect(linkOf(50).length).toBeLessThan(1800);
  expect(linkOf(200).length).toBeLessThan(6000);
  expect(decodeLink(linkOf(1000), catalog)).toMatchObject({ digest: { end: 'target' } });
});

test('a digest and its engine come back from a link', () => {
  const digest = makeDigest(rising(12), { ...RUN, engine: '1.2-x' });
  const link = encodeLink(validConfig, catalog, 'cartpole-dqn', { digest });
  expect(decodeLink(link, catalog)).toMatchObject({ kind: 'run', digest, notices: [] });
});

test('a digest that was published keeps its meaning', () => {
  const link =
    '#/evolve?p=cartpole-dqn&s=42&v=1&e=1&r=zY2SYXq2UnF-aV6JkZayjlJJalpmcqmSlVJ5YnKuko5SakllSrGQVHW2sY2iuo1ScmpOaXJKZn6dXkl9alJeYm5pXEpxZlaqkYxwbC1SdlwLUWpJYlJ5aAtSckVicAeQbYAeGKYmJZmYpRkkglZnpQJWGxhY6Sjn55UpWlnpGtQxA4Okhxsrq_O2bLReXeX5BDy_v9lev7ggKWjx-DJJlYAAA';
  expect(decodeLink(link, catalog)).toMatchObject({ digest: makeDigest(rising(3), RUN) });
});

const withDigest = (digest: unknown) =>
  withoutCheck(encodeLink(validConfig, catalog, 'cartpole-dqn', { digest: digest as Digest }));

/** Removes the check of a link, as links were before they had one: their content is checked all the more. */
const withoutCheck = (link: string) => link.replace(/(v=\d+)\.\w+/, '$1');
const good = makeDigest(rising(4), RUN);

test.each([
  ['an engine without a name', withDigest(good).replace('e=1', 'e='), /which version/],
  ['a payload that was cut off', withDigest(good).slice(0, -20), /cut off/],
  [
    'a field that is not live',
    withDigest({ ...good, edits: [{ ...EDIT, values: { seed: 3 } }] }),
    /change/,
  ],
  [
    'a value out of its limits',
    withDigest({ ...good, edits: [{ ...EDIT, values: { 'selection.tournamentSize': 999 } }] }),
    /change/,
  ],
  ['no hash', withDigest({ ...good, hash: '' }), /cut off or changed/],
  ['a scale upside down', withDigest({ ...good, low: 2, high: 1 }), /cut off or changed/],
  ['an endless scale', withDigest({ ...good, low: -1e308, high: 1e308 }), /cut off or changed/],
  ['another device', withDigest({ ...good, device: 'abacus' }), /cut off or changed/],
  ['no generations', withDigest({ ...good, generations: [] }), /cut off or changed/],
])('a result with %s is told and left, and the run is read', (_, link, message) => {
  const decodedLink = decodeLink(link, catalog);
  expect(decodedLink).toMatchObject({ kind: 'run', config: validConfig, digest: null });
  if (decodedLink.kind === 'run') expect(decodedLink.notices.join()).toMatch(message);
});

test('whatever stands where a result should, it is read or left, never thrown', () => {
  const real = packDigest(good);
  const mangled = fc
    .array(fc.tuple(fc.nat(real.length - 1), fc.constantFrom(...'AZaz09-_%&')), { minLength: 1 })
    .map((changes) => {
      const letters = [...real];
      for (const [at, letter] of changes) letters[at] = letter;
      return letters.join('');
    });
  fc.assert(
    fc.property(fc.oneof(mangled, fc.string()), fc.string({ maxLength: 5 }), (payload, engine) => {
      const unpacked = unpackDigest(payload, engine);
      if (unpacked.ok) expect(unpacked.digest.generations.length).toBeLessThanOrEqual(1000);
      else expect(unpacked.message).not.toBe('');
      expect(decodeLink(`#/evolve?p=cartpole-dqn&e=1&r=${payload}`, catalog).kind).not.toBe('none');
    }),
    { numRuns: 500 },
  );
});

test('the best of a result is a number, or nothing where all agents had diverged throughout', () => {
  expect(bestOfDigest(good)).toBeCloseTo(Math.max(...rising(4).map(({ max }) => max)), 1);
  const nothing = { min: NaN, lowerQuartile: NaN, median: NaN, upperQuartile: NaN, max: NaN };
  const diverged = makeDigest([{ ...nothing, hash: '0'.repeat(32) }], RUN);
  expect(bestOfDigest(diverged)).toBeNaN();
});

test('a digest of nothing is refused', () => {
  expect(() => makeDigest([], RUN)).toThrow(/at least one generation/);
});
