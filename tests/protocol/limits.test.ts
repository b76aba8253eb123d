import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRunConfig } from '#core/parse-run-config.ts';
import type { RunConfig } from '#core/run-config.ts';
import { makeDigest } from '#protocol/digest.ts';
import { decodeLink, encodeLink } from '#protocol/link.ts';
import type { Edit } from '#protocol/messages.ts';
import { TooLong } from '#protocol/payload.ts';
import { catalog, validConfig } from '../core/catalog-fixture.ts';

/** A valid recipe of so many births. */
const recipe = (births: number): RunConfig => ({
  ...validConfig,
  populationSize: 1,
  generations: 1000,
  selection: { ...validConfig.selection, tournamentSize: 1 },
  schedule: Array.from({ length: births }, (_, i) => ({
    generation: i,
    agent: i * 7 + ((i * i * 31) % 7),
    family: i === 0 ? 'none' : 'hyperparameter',
    method: i === 0 ? '' : 'learningRate',
    changes:
      i === 0
        ? []
        : [{ path: 'learningRate', from: 1e-3, to: 1e-4 + ((i * 2_654_435_761) % 4e9) / 4.5e11 }],
  })),
});

const editsOf = (count: number): Edit[] =>
  Array.from({ length: count }, (_, i) => {
    const generation = Math.trunc(i / 10);
    return { generation, step: i * 13, values: { 'selection.tournamentSize': 1 + (i % 6) } };
  });

const GENERATION = {
  ...{ min: 1, lowerQuartile: 2, median: 3, upperQuartile: 4, max: 5 },
  hash: '0123456789abcdef0123456789abcdef',
};

/** Null: it says that it is too long. */
function encoded(config: RunConfig, edits: readonly Edit[], generations: number): string | null {
  const facts = { engine: '2', device: 'wasm', end: 'stopped', edits } as const;
  const digest = generations > 0 ? makeDigest(Array(generations).fill(GENERATION), facts) : null;
  try {
    return encodeLink(config, catalog, 'cartpole-dqn', { digest });
  } catch (error) {
    if (error instanceof TooLong) return null;
    throw error;
  }
}

test('the longest recipe and the longest run come back from their link', () => {
  const config = recipe(1000);
  expect(parseRunConfig(config, catalog).ok).toBe(true);
  const link = encoded(config, [], 1000);
  expect(decodeLink(link ?? '', catalog)).toMatchObject({
    kind: 'run',
    config,
    corrected: [],
    digest: { generations: { length: 1000 } },
  });
});

test('whatever is written can be read, or is said to be too long', () => {
  const sizes = [fc.integer({ min: 0, max: 1000 }), fc.nat(2400), fc.nat(1000)] as const;
  fc.assert(
    fc.property(...sizes, (births, changes, generations) => {
      const config = births > 0 ? recipe(births) : validConfig;
      const edits = births > 0 ? [] : editsOf(generations > 0 ? changes : 0);
      const link = encoded(config, edits, generations);
      if (link === null) {
        expect(edits.length).toBeGreaterThan(500);
        return; // nothing: a property that returns a value is judged by it
      }
      const decoded = decodeLink(link, catalog);
      if (decoded.kind !== 'run') throw new Error(JSON.stringify(decoded));
      expect(decoded.notices).toEqual([]);
      expect(decoded.config).toEqual(config);
      expect(decoded.digest?.edits ?? []).toEqual(edits);
    }),
    { numRuns: 12 },
  );
});
