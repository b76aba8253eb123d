import { expect, test } from 'vitest';
import type { RunConfig } from '#core/run-config.ts';
import type { Beginning, Checkpoint, Edit, Stretch } from '#protocol/messages.ts';
import { openSession } from './open-session.ts';
import { openRun, play, smallConfig } from './small-run.ts';

const CONFIG = smallConfig({ generations: 5 });

/** A run to its end, edited on the way, and what it leaves behind. */
async function original() {
  const run = await openRun(CONFIG);
  const checkpoints: Checkpoint[] = [];
  const edits: Edit[] = [];
  const hashes: string[] = [];
  const hash = await play(run, async (event) => {
    if (event.kind === 'checkpoint') checkpoints.push(structuredClone(await event.take()));
    if (event.kind === 'edited') edits.push(event.edit);
    if (event.kind === 'generation') hashes.push(event.report.hash);
    if (event.kind === 'tick' && event.phase === 'train' && event.done > 0.5)
      if (run.state.generation === 1 && edits.length === 0)
        run.edit({ 'hyperparameters.learningRate.value': 0.002 });
  });
  run.dispose();
  return { checkpoints, edits, hash, hashes };
}

/** Plays a run with a beginning to its end. */
async function playFrom(config: RunConfig, beginning: Beginning, paused = false) {
  const session = await openSession();
  const ended = Promise.race([
    session.next('finished'),
    session.next('refused'),
    session.next('failed'),
  ]);
  const settled = session.next('status', ({ status }) => status === 'paused');
  session.command({ kind: 'start', run: 1, config, paused, beginning });
  if (paused) {
    await settled;
    session.command({ kind: 'play' });
  }
  const end = await ended;
  const generations = session.events.flatMap((event) =>
    event.kind === 'generation' ? [event] : [],
  );
  return { end, generations, events: session.events };
}

const past = original();

test.each([0, 2, 3])(
  'a branch at generation 3 with the settings it came with ends with the same hash, from a checkpoint of generation %i',
  async (generation) => {
    const { checkpoints, edits, hash } = await past;
    const from = checkpoints[generation] as Checkpoint;
    const before = [{ config: CONFIG, edits, until: 3 }];
    const config = checkpoints[3]?.config as RunConfig;
    const { end, generations } = await playFrom(config, { before, from });
    expect(end).toMatchObject({ kind: 'finished', hash });
    expect(generations.map((event) => event.generation)).toEqual([3, 4]);
  },
  30_000,
);

test('without any checkpoint, the generations before a branch are made again from the founders', async () => {
  const { edits, hash, checkpoints } = await past;
  const config = checkpoints[3]?.config as RunConfig;
  const before = [{ config: CONFIG, edits, until: 3 }];
  const { end, events } = await playFrom(config, { before }, true);
  expect(end).toMatchObject({ kind: 'finished', hash });
  const order = events.map(({ kind }) => kind).filter((kind) => /caughtUp|generation/.test(kind));
  expect(order).toEqual(['caughtUp', 'generation', 'generation']);
});

test('the living play side by side as soon as earlier generations have been made again', async () => {
  const { edits, checkpoints } = await past;
  const config = checkpoints[3]?.config as RunConfig;
  const session = await openSession();
  const settled = session.next('status', ({ status }) => status === 'paused');
  const show = async () => {
    const gallery = session.next('gallery');
    session.command({ kind: 'gallery', most: 2, steps: 1 });
    return (await gallery).pictures.length;
  };
  const before = [{ config: CONFIG, edits, until: 3 }];
  session.command({ kind: 'start', run: 1, config, paused: true, beginning: { before } });
  expect(await show()).toBe(2); // while they are made
  await settled;
  expect(await show()).toBe(2);
});

/** Returns the configurations that made the generations before a checkpoint. */
const stretchesBefore = ({ origin, initial, edits, generation }: Checkpoint): Stretch[] => [
  ...(origin?.before ?? []),
  { config: initial, edits, until: generation },
];

test('a checkpoint says enough to make every generation before it again', async () => {
  const { checkpoints, hash } = await past;
  const last = checkpoints.at(-1) as Checkpoint;
  expect(last.origin).toBeUndefined();
  const { end } = await playFrom(last.config, { before: stretchesBefore(last) });
  expect(end).toMatchObject({ kind: 'finished', hash });
}, 30_000);

test('a branch with another seed goes its own way from there, and can be branched again', async () => {
  const { checkpoints, hash, hashes } = await past;
  const from = checkpoints[2] as Checkpoint;
  const other = { ...from.config, seed: 7 };
  const branch = await playFrom(other, { from });
  expect(branch.end).toMatchObject({ kind: 'finished' });
  expect(branch.generations[0]?.hash).not.toBe(hashes[2]);
  expect(branch.end).not.toMatchObject({ hash });

  // the branch's own last checkpoint knows both stretches
  const stretches = [...stretchesBefore(from), { config: other, edits: [], until: 4 }];
  const again = await playFrom(other, { before: stretches });
  expect(again.end).toMatchObject({ hash: (branch.end as { hash: string }).hash });
}, 30_000);

test('changed hyperparameters are given to all alive, and evolve from there', async () => {
  const { checkpoints } = await past;
  const from = checkpoints[2] as Checkpoint;
  const { learningRate } = from.config.hyperparameters;
  const config = {
    ...from.config,
    hyperparameters: {
      ...from.config.hyperparameters,
      learningRate: { ...learningRate, value: 0.0005 },
    },
  } as RunConfig;
  const { generations } = await playFrom(config, { from });
  const first = generations[0];
  const count = (first?.hyperparameters.length ?? 0) / CONFIG.populationSize;
  const rates = Array.from(first?.ids ?? [], (_, slot) => first?.hyperparameters[slot * count]);
  expect(rates).toEqual(Array(4).fill(0.0005));
});

test('what the living are made of cannot change at a branch; each such field is named', async () => {
  const { checkpoints } = await past;
  const from = checkpoints[2] as Checkpoint;
  const config = {
    ...from.config,
    populationSize: 6,
    network: { ...from.config.network, latent: 48 },
  };
  const { end } = await playFrom(config, { from });
  expect(end.kind).toBe('refused');
  const problems = end.kind === 'refused' ? end.problems : [];
  expect(problems.map(({ path }) => path)).toEqual(['populationSize', 'network']);
  expect(problems[0]?.message).toMatch(/so many are alive/);
});

test('a live edit while earlier generations are made again is refused with words', async () => {
  const { checkpoints, edits } = await past;
  const session = await openSession();
  const refused = session.next('editRefused');
  const config = checkpoints[3]?.config as RunConfig;
  const before = [{ config: CONFIG, edits, until: 3 }];
  session.command({ kind: 'start', run: 1, config, paused: false, beginning: { before } });
  session.command({ kind: 'edit', values: { 'selection.elitism': false } });
  expect((await refused).problem.message).toMatch(/made again/);
});
