import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ENGINE_VERSION } from '#engine/catalog.ts';
import { controlOf, readRecording } from '#protocol/recording.ts';
import { openRun } from './small-run.ts';

const FILE = new URL('../../public/runs/cartpole.json', import.meta.url);
const { config, engine, generations, control } = readRecording(
  JSON.parse(readFileSync(FILE, 'utf8')),
);

/** Number of generations that are computed again: each hash is of all before it. A journey computes the whole run. */
const AGAIN = 4;

test.each([
  ['run', config, generations],
  ['control', controlOf(config), control.generations],
])(
  'the recorded %s of the first page is what the engine computes today',
  async (name, made, kept) => {
    expect(engine).toBe(ENGINE_VERSION);
    const run = await openRun(made);
    const computed: { fitness: number[]; hash: string }[] = [];
    for await (const event of run.events) {
      if (event.kind === 'generation')
        computed.push({ fitness: [...event.report.fitness], hash: event.report.hash });
      if (computed.length === AGAIN) break;
    }
    run.dispose();
    expect(computed).toHaveLength(AGAIN);
    for (const [generation, { fitness }] of computed.entries())
      for (const [slot, value] of fitness.entries())
        expect(value).toBeCloseTo(kept[generation]?.fitness[slot] ?? Number.NaN, 5); // rounded
    if (name === 'run')
      expect(computed.map(({ hash }) => hash)).toEqual(
        generations.slice(0, AGAIN).map(({ hash }) => hash),
      );
  },
);
