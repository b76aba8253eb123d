import { expect, test } from 'vitest';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import { createDevices } from '#engine/devices.ts';
import type { Event } from '#protocol/messages.ts';
import { evolutionSession } from './evolution-session.ts';
import { LONE_MACHINE } from './lone-machine.ts';
import { openSession } from './open-session.ts';
import { CATALOG, openRun, play, smallConfig } from './small-run.ts';

async function hashOf(config = smallConfig()): Promise<string> {
  const run = await openRun(config);
  const hash = await play(run);
  run.dispose();
  return hash;
}

test('a run that is started plays to its end and gives the hash that the run alone gives', async () => {
  const session = await openSession();
  const finished = session.next('finished');
  session.command({ kind: 'start', run: 1, config: smallConfig(), paused: false });
  expect(await finished).toMatchObject({ run: 1, reason: 'generations', hash: await hashOf() });
  expect(session.events.filter(({ kind }) => kind === 'generation')).toHaveLength(3);
});

test('pausing and playing again at any point does not change the hash', async () => {
  const session = await openSession();
  const finished = session.next('finished');
  session.command({ kind: 'start', run: 1, config: smallConfig(), paused: true });
  for (let i = 0; i < 5; i++) {
    session.command({ kind: 'play' });
    await new Promise((resolve) => setTimeout(resolve, 3 * i));
    session.command({ kind: 'pause' });
    session.command({ kind: 'frame', steps: 7 });
  }
  session.command({ kind: 'play' });
  expect((await finished).hash).toBe(await hashOf());
});

test('a step of a phase pauses before the next one, a step of a generation after its report', async () => {
  const session = await openSession();
  const paused = () => session.next('status', ({ status }) => status === 'paused');
  let settled = paused();
  session.command({ kind: 'start', run: 1, config: smallConfig(), paused: true });
  await settled;
  const phases: string[] = [];
  for (let i = 0; i < 4; i++) {
    settled = paused();
    session.command({ kind: 'step', unit: 'phase' });
    await settled;
    const last = session.events.findLast((event) => event.kind === 'progress');
    phases.push(last?.kind === 'progress' ? last.phase : '');
  }
  expect(phases).toEqual(['evaluate', 'select', 'mutate', 'train']);

  settled = paused();
  session.command({ kind: 'step', unit: 'generation' });
  await settled;
  expect(session.events.filter(({ kind }) => kind === 'generation')).toHaveLength(2);
});

test('a step of a chunk goes on by a tenth of the phase, and pauses at its end', async () => {
  const session = await openSession();
  const paused = () => session.next('status', ({ status }) => status === 'paused');
  const settled = paused();
  session.command({ kind: 'start', run: 1, config: smallConfig(), paused: true });
  await settled;
  const places: string[] = [];
  for (let i = 0; i < 40 && places.at(-1) !== 'evaluate 0.0'; i++) {
    const stepped = paused();
    session.command({ kind: 'step', unit: 'chunk' });
    await stepped;
    const last = session.events.findLast((event) => event.kind === 'progress');
    if (last?.kind === 'progress') places.push(`${last.phase} ${last.done.toFixed(1)}`);
  }
  expect(places[0]).toBe('train 0.1');
  expect(places).toContain('train 0.5');
  expect(places.at(-1)).toBe('evaluate 0.0');
});

test('a stopped run says so and a new one begins in its place', async () => {
  const session = await openSession();
  const stopped = session.next('finished');
  session.command({ kind: 'start', run: 1, config: smallConfig(), paused: false });
  session.command({ kind: 'stop' });
  expect(await stopped).toMatchObject({ run: 1, reason: 'stopped' });
  const finished = session.next('finished', ({ run }) => run === 2);
  session.command({ kind: 'start', run: 2, config: smallConfig(), paused: false });
  expect((await finished).reason).toBe('generations');
});

test('a configuration that cannot run is refused with its problems', async () => {
  const session = await openSession();
  const refused = session.next('refused');
  session.command({
    kind: 'start',
    run: 1,
    config: smallConfig({ populationSize: 0 }),
    paused: false,
  });
  expect((await refused).problems[0]).toMatchObject({ path: 'populationSize', value: 0 });
});

test('progress waits for the page to take in the last one', async () => {
  const device = await createWasmDevice({ threads: 1 });
  const events: Event[] = [];
  const config = smallConfig({
    generations: 1,
    training: { ...smallConfig().training, stepsPerGeneration: 4000 },
  });
  await new Promise<void>((resolve) => {
    const session = evolutionSession({
      catalog: CATALOG,
      machine: LONE_MACHINE,
      devices: createDevices(device, null),
      yieldToMessages: () => new Promise((next) => setImmediate(next)),
      send(event) {
        events.push(event);
        if (event.kind === 'finished') resolve();
      },
    });
    session.command({ kind: 'start', run: 1, config, paused: false });
  });
  expect(events.filter(({ kind }) => kind === 'progress')).toHaveLength(1);
});

test('the stage shows the watched agent, and a picture for every request', async () => {
  const session = await openSession();
  session.command({ kind: 'start', run: 1, config: smallConfig(), paused: true });
  session.command({ kind: 'watch', agent: 2 });
  let frame = session.next('frame');
  session.command({ kind: 'frame', steps: 1 });
  expect(await frame).toMatchObject({ agent: 2, episodeLength: 1 });
  frame = session.next('frame');
  session.command({ kind: 'frame', steps: 3 });
  const { episodeLength, scene } = await frame;
  expect(episodeLength).toBe(4);
  expect(scene.shapes.length).toBeGreaterThan(2);
});

test('the living play side by side, without disturbing the run', async () => {
  const session = await openSession();
  const finished = session.next('finished');
  session.command({ kind: 'start', run: 1, config: smallConfig(), paused: true });
  let gallery = session.next('gallery');
  session.command({ kind: 'gallery', most: 3, steps: 5 });
  const { pictures } = await gallery;
  expect(pictures.map(({ agent }) => agent)).toEqual([0, 1, 2]);
  expect(pictures.map(({ episodeLength }) => episodeLength)).toEqual([5, 5, 5]);
  session.command({ kind: 'play' });
  for (let i = 0; i < 6; i++) {
    gallery = session.next('gallery');
    session.command({ kind: 'gallery', most: 16, steps: 20 });
    expect((await gallery).pictures).toHaveLength(4);
  }
  expect((await finished).hash).toBe(await hashOf());
});

test('every new champion comes with an episode, and nothing else does', async () => {
  const session = await openSession();
  const finished = session.next('finished');
  session.command({
    kind: 'start',
    run: 1,
    config: smallConfig({ generations: 14 }),
    paused: false,
  });
  await finished;
  const episodes = session.events.filter((event) => event.kind === 'championEpisode');
  const found = session.events.flatMap((event) => {
    if (event.kind !== 'champion' || !event.contest?.won) return [];
    const { agent, generation } = event.champion.individual;
    return [{ agent, generation }];
  });
  expect(found.length).toBeGreaterThan(1);
  expect(episodes.map(({ agent, generation }) => ({ agent, generation }))).toEqual(found);
  for (const { scenes, stepsPerScene, episodeReturn } of episodes) {
    expect(stepsPerScene).toBe(2);
    expect(scenes.length).toBe(1 + Math.ceil(episodeReturn / stepsPerScene)); // CartPole: a step is 1
  }
});

test('a picture shows the end of an episode before the next begins', async () => {
  const session = await openSession();
  session.command({ kind: 'start', run: 1, config: smallConfig(), paused: true });
  const lengths: number[] = [];
  let over = false;
  for (let i = 0; i < 20; i++) {
    const frame = session.next('frame');
    session.command({ kind: 'frame', steps: 60 });
    const picture = await frame;
    if (over) expect(picture.episodeLength).toBeLessThanOrEqual(60);
    over = picture.over;
    if (over) lengths.push(picture.episodeLength);
  }
  expect(lengths.length).toBeGreaterThan(1);
});

test('an agent can be inspected, with its genome and the layers of its networks', async () => {
  const session = await openSession();
  session.command({ kind: 'start', run: 1, config: smallConfig(), paused: true });
  const inspected = session.next('inspected');
  session.command({ kind: 'inspect', agent: 0 });
  const { genome, networks } = await inspected;
  expect(genome.hyperparameters['learningRate']).toBeGreaterThan(0);
  expect(networks[0]?.layers[0]).toEqual({ label: 'observation', size: 4 });
});

test('a run restored from the checkpoint that the page holds ends with the same hash', async () => {
  const config = smallConfig({
    generations: 4,
    training: { ...smallConfig().training, stepsPerGeneration: 3000 },
  });
  const session = await openSession();
  const kept = session.next('checkpoint');
  let finished = session.next('finished');
  session.command({ kind: 'start', run: 1, config, paused: false });
  const { checkpoint } = await kept;
  expect(session.moved.get('checkpoint')).toBeGreaterThan(checkpoint.config.populationSize);
  const { hash } = await finished;
  finished = session.next('finished');
  session.command({ kind: 'restore', run: 2, checkpoint, paused: false });
  expect(checkpoint.generation).toBeGreaterThan(0);
  expect(await finished).toMatchObject({ run: 2, hash });
}, 60_000);
