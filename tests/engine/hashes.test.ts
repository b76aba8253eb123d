import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CATALOG, openRun, play } from './small-run.ts';

/**
 * Final hashes by preset, of runs cut to so many generations, here on one thread. Chromium and Firefox are held to the
 * same on several in journeys; that any number of threads gives the same is held by smaller runs of each algorithm.
 */
const HASHES: Readonly<Record<string, { generations: number; seed: number; hash: string }>> =
  JSON.parse(readFileSync(new URL('../reference/hashes.json', import.meta.url), 'utf8'));

const cases = Object.entries(HASHES).map(([preset, expected]) => ({ preset, ...expected }));

test.each(cases)(
  '$preset has the committed hash',
  async ({ preset, generations, seed, hash }) => {
    const config = CATALOG.presets.find(({ id }) => id === preset)?.config;
    if (!config) throw new RangeError(`there is no preset '${preset}'`);
    const run = await openRun({ ...config, generations, seed }, {}, 1);
    const found = await play(run);
    run.dispose();
    expect(found).toBe(hash);
  },
  60_000,
);
