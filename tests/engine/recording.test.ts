import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ENGINE_VERSION } from '#engine/catalog.ts';
import { readRecording } from '#protocol/recording.ts';
import { openRun, play } from './small-run.ts';

const FILE = new URL('../../public/runs/cartpole.json', import.meta.url);

test('the recorded run of the first page is what the engine computes today', async () => {
  const { config, engine, hash } = readRecording(JSON.parse(readFileSync(FILE, 'utf8')));
  expect(engine).toBe(ENGINE_VERSION);
  const run = await openRun(config);
  expect(await play(run)).toBe(hash);
  run.dispose();
});
