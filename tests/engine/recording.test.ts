import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ENGINE_VERSION } from '#engine/catalog.ts';
import { controlOf, readRecording } from '#protocol/recording.ts';
import { openRun, play } from './small-run.ts';

const FILE = new URL('../../public/runs/cartpole.json', import.meta.url);

const { config, engine, hash, control } = readRecording(JSON.parse(readFileSync(FILE, 'utf8')));

test.each([
  ['run', config, hash],
  ['control', controlOf(config), control.hash],
])(
  'the recorded %s of the first page is what the engine computes today',
  async (_, made, recorded) => {
    expect(engine).toBe(ENGINE_VERSION);
    const run = await openRun(made);
    expect(await play(run)).toBe(recorded);
    run.dispose();
  },
);
