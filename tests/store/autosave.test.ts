import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Birth } from '#core/lineage.ts';
import { createClient, type EngineClient } from '#protocol/client.ts';
import type { Checkpoint, GenerationEvent } from '#protocol/messages.ts';
import { autosave } from '#store/autosave.ts';
import { createLab, type Lab } from '#store/lab.ts';
import { completeGenerations, isSameRun, type SavedRun, type Shelf } from '#store/saved-run.ts';
import { CATALOG, CONFIG } from '../ui/fake-catalog.ts';
import { createFakeEngine, type FakeEngine } from '../ui/fake-engine.ts';

/** A shelf that remembers as long as the test lasts. */
function memoryShelf() {
  let founders: readonly Birth[] = [];
  let checkpoint: Checkpoint | null = null;
  const generations = new Map<number, GenerationEvent>();
  const clear = () => {
    checkpoint = null;
    generations.clear();
  };
  let isFull = false;
  const write = async (work: () => void) => {
    if (isFull) throw new DOMException('no room', 'QuotaExceededError');
    work();
  };
  const shelf: Shelf & { fill(): void } = {
    async load() {
      const before = checkpoint && completeGenerations([...generations.values()], checkpoint);
      return checkpoint && before ? { founders, generations: before, checkpoint } : null;
    },
    begin: (born) =>
      write(() => {
        clear();
        founders = born;
      }),
    addGeneration: (event) => write(() => generations.set(event.generation, event)),
    setCheckpoint: (newest) =>
      write(() => {
        checkpoint = newest;
      }),
    clear: () => write(clear),
    fill() {
      isFull = true;
    },
  };
  return shelf;
}

interface Page {
  readonly lab: Lab;
  readonly client: EngineClient;
  readonly engine: FakeEngine;
}

let pages: Page[] = [];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});

afterEach(() => {
  for (const { lab } of pages) lab.dispose();
  pages = [];
  vi.useRealTimers();
});

async function open(): Promise<Page> {
  const engine = createFakeEngine();
  const client = createClient(() => engine);
  const lab = createLab(client, (ready) => ready.setUp(CONFIG, 'cartpole-dqn'));
  const page = { lab, client, engine };
  pages.push(page);
  await Promise.resolve();
  return page;
}

/** Ticks until so many generations are done, and lets the paced writes happen. */
async function reach({ lab, engine }: Page, generations: number): Promise<void> {
  while ((lab.history()?.generations ?? 0) < generations) engine.tick();
  await vi.advanceTimersByTimeAsync(3000);
}

test('a page that opens later shows what was, and goes on from the checkpoint', async () => {
  const shelf = memoryShelf();
  const first = await open();
  autosave(first.client, shelf, () => expect.unreachable());
  first.lab.start();
  await reach(first, 4);

  const saved = (await shelf.load()) as SavedRun;
  expect(isSameRun(saved, CONFIG, CATALOG)).toBe(true);
  expect(isSameRun(saved, { ...CONFIG, seed: CONFIG.seed + 1 }, CATALOG)).toBe(false);
  expect(isSameRun(saved, CONFIG, { ...CATALOG, engine: 'another' })).toBe(false);

  const second = await open();
  autosave(second.client, shelf, () => expect.unreachable());
  expect(second.lab.resume(saved, false)).toBe(true);
  const before = saved.checkpoint.generation;
  expect(second.lab.history()?.generations).toBe(before);
  expect(second.engine.received.find(({ kind }) => kind === 'restore')).toMatchObject({
    checkpoint: { generation: before },
  });
  await reach(second, before + 2);
  for (let generation = 0; generation < before; generation++)
    for (let slot = 0; slot < CONFIG.populationSize; slot++)
      expect(second.lab.history()?.cell(generation, slot)).toEqual(
        first.lab.history()?.cell(generation, slot),
      );

  // and what it added is kept with what was before
  expect((await shelf.load())?.generations.length).toBeGreaterThan(before);
});

test('a saved run that lacks a generation is not offered', async () => {
  const shelf = memoryShelf();
  const page = await open();
  autosave(page.client, shelf, () => expect.unreachable());
  page.lab.start();
  await reach(page, 4);
  const { generations, checkpoint } = (await shelf.load()) as SavedRun;
  expect(completeGenerations(generations.slice(1), checkpoint)).toBeNull();
  expect(completeGenerations(generations.toReversed(), checkpoint)).toEqual(generations);
});

test('generations that do not fit are refused and change nothing', async () => {
  const shelf = memoryShelf();
  const page = await open();
  autosave(page.client, shelf, () => expect.unreachable());
  page.lab.start();
  await reach(page, 4);
  const saved = (await shelf.load()) as SavedRun;
  const other = await open();
  const { run } = other.lab.store.getState();
  expect(other.lab.resume({ ...saved, generations: saved.generations.slice(1) }, false)).toBe(
    false,
  );
  expect(other.lab.store.getState().run).toBe(run);
  expect(other.lab.history()).toBeNull();
});

test('a checkpoint that cannot be gone on from is dropped, and playing begins anew', async () => {
  const shelf = memoryShelf();
  const page = await open();
  autosave(page.client, shelf, () => expect.unreachable());
  page.lab.start();
  await reach(page, 4);
  const saved = (await shelf.load()) as SavedRun;
  const other = await open();
  autosave(other.client, shelf, () => expect.unreachable());
  const damaged = { ...saved, checkpoint: { ...saved.checkpoint, state: 'damaged' } };
  other.lab.resume(damaged, false);
  expect(other.lab.store.getState().status.kind).toBe('failed');
  expect(await shelf.load()).toBeNull();
  other.lab.play();
  await vi.advanceTimersByTimeAsync(0);
  expect(other.engine.received.at(-1)?.kind).toBe('start');
});

test('a full disk is told once, and the run goes on', async () => {
  const shelf = memoryShelf();
  shelf.fill();
  const page = await open();
  const onFailure = vi.fn();
  autosave(page.client, shelf, onFailure);
  page.lab.start();
  await reach(page, 3);
  expect(onFailure).toHaveBeenCalledTimes(1);
  expect(page.lab.history()?.generations).toBeGreaterThanOrEqual(3);
});

test('a run that has ended is no longer kept', async () => {
  const shelf = memoryShelf();
  const page = await open();
  autosave(page.client, shelf, () => expect.unreachable());
  page.lab.start();
  await reach(page, 3);
  while (page.lab.store.getState().status.kind !== 'finished') {
    for (let i = 0; i < 50; i++) page.engine.tick();
    await vi.advanceTimersByTimeAsync(300);
  }
  expect(await shelf.load()).toBeNull();
});
