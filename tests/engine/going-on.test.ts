import { expect, test } from 'vitest';
import type { RunConfig } from '#core/run-config.ts';
import type { Checkpoint, Edit } from '#protocol/messages.ts';
import { extended, withEdits } from '#store/lab/going-on.ts';
import { openRun, play, smallConfig } from './small-run.ts';

/** A run to its end: the hash of each generation, its edits, and what it leaves of the last one. */
async function whole(config: RunConfig, edits: readonly Edit[] = [], checkpoint?: Checkpoint) {
  const run = await openRun(config, checkpoint ? { checkpoint } : { edits });
  const hashes: string[] = [];
  const made: Edit[] = [];
  let last: Checkpoint | null = null;
  await play(run, async (event) => {
    if (event.kind === 'checkpoint') last = structuredClone(await event.take());
    if (event.kind === 'generation') hashes.push(event.report.hash);
    if (event.kind === 'edited') made.push(event.edit);
    const isMiddle = event.kind === 'tick' && event.phase === 'train' && event.done > 0.5;
    if (isMiddle && edits.length === 0 && !checkpoint && made.length === 0)
      run.edit({ 'hyperparameters.learningRate.value': 0.002 });
  });
  run.dispose();
  return { hashes, made, last: last as unknown as Checkpoint };
}

test.each([
  ['its generations', smallConfig({ generations: 2 }), { generations: 4 }],
  [
    'its target',
    smallConfig({ generations: 4, target: { ...smallConfig().target, enabled: true, fitness: 1 } }),
    { 'target.enabled': false, 'selection.tournamentSize': 3 },
  ],
] as const)(
  'a run that ended with %s goes on from its last checkpoint as if it had never ended, and so it does from a link',
  async (_, config, values) => {
    const ended = await whole(config);
    const generations = ended.hashes.length;
    const edits = extended({ edits: ended.made, config, generations }, values);
    const on = await whole(config, [], withEdits(ended.last, edits));
    expect(on.hashes.length).toBeGreaterThan(1); // the last one again, and more
    expect(on.hashes[0]).toBe(ended.hashes.at(-1));
    expect(generations - 1 + on.hashes.length).toBe(4);

    const again = await whole(config, edits);
    expect(again.hashes).toEqual([...ended.hashes.slice(0, -1), ...on.hashes]);
    expect(again.made).toEqual(edits);
  },
  60_000,
);
