import { expect, test } from 'vitest';
import type { Checkpoint } from '#protocol/messages.ts';
import { COMMITTED, cutShort } from '../reference/committed-runs.ts';
import { CATALOG, openRun, play } from './small-run.ts';

/**
 * Final hashes by preset, of runs cut short, here on one thread. Chromium and Firefox are held to the same on several in
 * journeys; that any number of threads gives the same is held by smaller runs of each algorithm.
 */
const cases = Object.entries(COMMITTED).map(([preset, cut]) => ({ preset, ...cut }));

function configOf(preset: string) {
  const config = CATALOG.presets.find(({ id }) => id === preset)?.config;
  const cut = COMMITTED[preset];
  if (!config || !cut) throw new RangeError(`there is no preset '${preset}' with a hash`);
  return cutShort(config, cut);
}

test.each(cases)(
  '$preset has the committed hash',
  async ({ preset, hash }) => {
    const run = await openRun(configOf(preset), {}, 1);
    const found = await play(run);
    run.dispose();
    expect(found).toBe(hash);
  },
  60_000,
);

test('predators that are taken up at their second generation have it, too, on two threads', async () => {
  const config = configOf('tag-matd3');
  const first = await openRun(config, {}, 1);
  let checkpoint: Checkpoint | undefined;
  for await (const event of first.events) {
    if (event.kind !== 'checkpoint' || first.state.generation === 0) continue;
    checkpoint = structuredClone(await event.take());
    break;
  }
  const learned = first.state.updates;
  first.dispose();
  if (!checkpoint) throw new Error('the run has no second generation');
  const rest = await openRun(config, { checkpoint }, 2);
  expect(await play(rest)).toBe(COMMITTED['tag-matd3']?.hash);
  expect(rest.state.updates).toBeGreaterThan(learned + 100);
  rest.dispose();
}, 60_000);
