import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CATALOG, openRun, play } from './small-run.ts';

/** Final hashes by preset, of runs cut to so many generations. Chromium and Firefox are held to the same in journeys. */
const HASHES: Readonly<Record<string, { generations: number; seed: number; hash: string }>> =
  JSON.parse(readFileSync(new URL('../reference/hashes.json', import.meta.url), 'utf8'));

const cases = Object.entries(HASHES).flatMap(([preset, expected]) =>
  [1, 2].map((threads) => ({ preset, threads, ...expected })),
);

test.each(cases)(
  '$preset has the committed hash with $threads threads',
  async ({ preset, threads, generations, seed, hash }) => {
    const config = CATALOG.presets.find(({ id }) => id === preset)?.config;
    if (!config) throw new RangeError(`there is no preset '${preset}'`);
    const run = await openRun({ ...config, generations, seed }, {}, threads);
    const found = await play(run);
    run.dispose();
    expect(found).toBe(hash);
  },
  60_000,
);
