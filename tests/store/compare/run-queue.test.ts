import { beforeEach, expect, test } from 'vitest';
import { createClient } from '#protocol/client.ts';
import type { Event } from '#protocol/messages.ts';
import { createRunQueue, type RunQueue } from '#store/compare/run-queue.ts';
import type { Library } from '#store/library/library.ts';
import { eventually } from '../../setup/eventually.ts';
import { CATALOG, CONFIG } from '../../ui/fake-catalog.ts';
import { createFakeEngine, type FakeEngine } from '../../ui/fake-engine.ts';
import { createMemoryLibrary } from '../library/memory-library.ts';

let engines: FakeEngine[];
let library: Library;
let queue: RunQueue;

beforeEach(() => {
  engines = [];
  library = createMemoryLibrary();
  queue = createRunQueue(
    () =>
      createClient(() => {
        const engine = createFakeEngine();
        engines.push(engine);
        return engine;
      }),
    library,
  );
});

const seeds = (...list: number[]) =>
  list.map((seed) => ({
    ...CONFIG,
    seed,
    generations: 4,
    target: { ...CONFIG.target, enabled: false },
  }));
const statuses = () => queue.store.getState().runs.map(({ status }) => status);
/** Lets the engine compute until no run is to be done any more. */
async function settle(): Promise<void> {
  await eventually(() => {
    while (engines.at(-1)?.tick()) {
      // to the end of the run
    }
    for (const status of statuses()) expect(status).not.toMatch(/waiting|running/);
  });
}

test('runs are done one after another in one engine, and each is in the library', async () => {
  const ids = queue.add(seeds(1, 2, 3), 'cartpole-dqn');
  expect(statuses()).toEqual(['waiting', 'waiting', 'waiting']);
  await settle();
  expect(statuses()).toEqual(['finished', 'finished', 'finished']);
  expect(engines).toHaveLength(1);
  await eventually(async () => {
    const { runs } = await library.listRuns();
    expect(runs.map(({ id }) => id).sort()).toEqual([...ids].sort());
    for (const run of runs)
      expect(run).toMatchObject({ generations: 4, end: 'generations', preset: 'cartpole-dqn' });
  });
});

test('a run is called finished when the library has all of it, and the next waits for that', async () => {
  const { write } = library.tables;
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  library.tables.write = (changes) => held.then(() => write(changes));
  const [id = ''] = queue.add(seeds(1, 2), 'cartpole-dqn');
  await Promise.resolve();
  while (engines[0]?.tick()) {
    // to the end of the first
  }
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(statuses()).toEqual(['running', 'waiting']);
  queue.cancel(id); // it has ended: there is nothing to stop
  release();
  await eventually(() => expect(statuses()).toEqual(['finished', 'running']));
  expect(await library.record(id)).toMatchObject({ generations: 4, end: 'generations' });
});

test('a run can be looked at while it grows', async () => {
  const [id = ''] = queue.add(seeds(1), null);
  expect(queue.growing(id)).toBeNull();
  await Promise.resolve();
  for (let phase = 0; phase < 8; phase++) engines[0]?.tick();
  expect(queue.growing(id)?.summaries).toHaveLength(2);
  expect(queue.growing(id)?.record).toMatchObject({ generations: 2, end: null });
});

test('a run of the queue that loses its GPU is kept whole, with the mark and its champion', async () => {
  const [id = ''] = queue.add(seeds(1), 'cartpole-dqn');
  await Promise.resolve();
  for (let phase = 0; phase < 8; phase++) engines[0]?.tick();
  const device = { kind: 'wasm', description: '', threads: 2, reason: '', trials: [] } as const;
  const grown = queue.growing(id);
  if (!grown) return expect.unreachable();
  engines[0]?.emit({ kind: 'recovered', run: 1, generation: 1, device, reason: 'unplugged' });
  expect(queue.growing(id)?.summaries).toHaveLength(1);
  const again = createFakeEngine(); // makes the second generation again
  again.addEventListener('message', ({ data }) => {
    const event = data as Event;
    if (event.kind === 'generation' && event.generation === 1) engines[0]?.emit(event);
  });
  again.postMessage({ kind: 'start', run: 1, config: grown.record.config, paused: false });
  for (let phase = 0; phase < 8; phase++) again.tick();
  await settle();
  await eventually(async () => {
    const loaded = await library.load(id, CATALOG);
    expect(loaded).toMatchObject({
      kind: 'loaded',
      run: {
        record: { generations: 4, end: 'generations', marks: [{ kind: 'lost', generation: 1 }] },
      },
    });
  });
});

test('what waits can be taken out, and what runs can be ended', async () => {
  const [first = '', second = '', third = ''] = queue.add(seeds(1, 2, 3), null);
  await Promise.resolve();
  for (let phase = 0; phase < 6; phase++) engines[0]?.tick();
  queue.cancel(second);
  queue.cancel(first);
  expect(engines[0]?.received.at(-1)).toEqual({ kind: 'stop' });
  engines[0]?.emit({ kind: 'finished', run: 1, reason: 'stopped', hash: '' });
  await eventually(() => expect(statuses()).toEqual(['cancelled', 'cancelled', 'running']));
  expect(queue.growing(first)?.summaries.length).toBe(1); // evaluated generations are kept
  await settle();
  expect(statuses()).toEqual(['cancelled', 'cancelled', 'finished']);
  queue.cancel(third); // over: nothing happens
  expect(statuses()).toEqual(['cancelled', 'cancelled', 'finished']);
  queue.clear();
  expect(statuses()).toEqual([]);
});

test('an engine that dies fails its run and no other', async () => {
  queue.add(seeds(1, 2), null);
  await Promise.resolve();
  for (let phase = 0; phase < 5; phase++) engines[0]?.tick();
  engines[0]?.crash('out of memory');
  await eventually(() => expect(statuses()[0]).toBe('failed'));
  expect(queue.store.getState().runs[0]?.message).toBe('out of memory');
  expect(engines).toHaveLength(2);
  await settle();
  expect(statuses()).toEqual(['failed', 'finished']);
});

test('a configuration that cannot run is refused, and the next runs', async () => {
  const [bad] = seeds(1);
  queue.add([{ ...(bad ?? CONFIG), populationSize: -1 }, ...seeds(2)], null);
  await settle();
  expect(statuses()).toEqual(['failed', 'finished']);
  expect(queue.store.getState().runs[0]?.message).toMatch(/populationSize is -1/);
});

test('an engine with nothing to do is let go, and another comes when there is', async () => {
  queue.add(seeds(1), null);
  await settle();
  expect(engines[0]?.tick()).toBe(false);
  queue.add(seeds(2), null);
  await settle();
  expect(engines).toHaveLength(2);
  expect(statuses()).toEqual(['finished', 'finished']);
});

test('a run of the queue that the library has lost is written anew, all of it', async () => {
  const [id = ''] = queue.add(seeds(1), 'cartpole-dqn');
  await Promise.resolve();
  for (let phase = 0; phase < 8; phase++) engines[0]?.tick();
  await eventually(async () => expect(await library.record(id)).toMatchObject({ generations: 2 }));
  await library.purge(id); // as cleared site data do, behind its back
  await settle();
  expect(await library.load(id, CATALOG)).toMatchObject({
    kind: 'loaded',
    run: { record: { generations: 4, end: 'generations' } },
  });
});
