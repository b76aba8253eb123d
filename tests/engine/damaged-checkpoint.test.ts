import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Checkpoint } from '#protocol/messages.ts';
import { spoil } from '../store/library/spoil.ts';
import { openSession } from './open-session.ts';
import { openRun, smallConfig } from './small-run.ts';

async function takeCheckpoint(): Promise<Checkpoint> {
  const run = await openRun(smallConfig());
  for await (const event of run.events)
    if (event.kind === 'checkpoint' && run.state.generation === 1)
      return structuredClone(await event.take());
  throw new Error('the run has no second generation');
}

test('whatever a checkpoint holds, the engine goes on from it or says why not, and lives on', async () => {
  const whole = await takeCheckpoint();
  const session = await openSession();
  const ends = { generation: 0, failed: 0 };
  let run = 1;
  await fc.assert(
    fc.asyncProperty(fc.gen(), async (g) => {
      const id = ++run;
      const failed = session.next('failed', (event) => event.run === id);
      const generation = session.next('generation', (event) => event.run === id);
      const state = spoil(g, whole.state, true);
      session.command({ kind: 'restore', run: id, checkpoint: { ...whole, state }, paused: false });
      const end = await Promise.race([failed, generation]);
      ends[end.kind]++;
      // words for a person, not what a program says when it trips
      if (end.kind === 'failed') expect(end.message).not.toMatch(/undefined|null|Cannot|iterable/);
    }),
    { seed: 3, numRuns: 100, endOnFailure: true },
  );
  expect(Math.min(ends.failed, ends.generation)).toBeGreaterThan(10);
  const again = session.next('generation', (event) => event.run === 1000);
  session.command({ kind: 'restore', run: 1000, checkpoint: whole, paused: false });
  expect((await again).generation).toBe(1);
});
