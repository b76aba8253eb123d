import { expect, test } from 'vitest';
import type { Device } from '#compute/device.ts';
import HASHES from '../../reference/strategy-hashes.json' with { type: 'json' };
import {
  openStrategy,
  playStrategy,
  SMALL_STRATEGY,
  SMALL_TEAMS,
  smallSearch,
  trainedTeams,
} from './small-strategy.ts';

/** Runs in Node and in Chromium: both are held to the same bits. */

async function openDevice(threads: number): Promise<Device> {
  const { createWasmDevice } =
    'document' in globalThis
      ? await import('#compute/wasm/create-browser.ts')
      : await import('#compute/wasm/create-node.ts');
  return createWasmDevice({ threads });
}

test.each([1, 2])(
  'teams that were trained have the committed hash, threads: %i',
  async (threads) => {
    const device = await openDevice(threads);
    const config = await trainedTeams(device);
    const run = await openStrategy(device, config);
    expect(await playStrategy(run)).toBe(HASHES.trained);
    run.dispose();
    device.dispose();
  },
);

test.each([
  ['recipes', SMALL_STRATEGY, 1],
  ['recipes', SMALL_STRATEGY, 2],
  ['teams', SMALL_TEAMS, 1],
  ['teams', SMALL_TEAMS, 2],
  ['search', smallSearch('asha'), 1],
  ['search', smallSearch('asha'), 2],
] as const)('%s have the committed hash', async (name, config, threads) => {
  const device = await openDevice(threads);
  const run = await openStrategy(device, config);
  expect(await playStrategy(run)).toBe(HASHES[name]);
  run.dispose();
  device.dispose();
});
