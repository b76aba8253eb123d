import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { StoredRun } from '#archive/stored-run.ts';
import { createClient, type EngineClient } from '#protocol/client.ts';
import { autosave } from '#store/lab/autosave.ts';
import { createLab } from '#store/lab/create-lab.ts';
import type { Lab } from '#store/lab/lab.ts';
import type { Library } from '#store/library/library.ts';
import { eventually } from '../../setup/eventually.ts';
import { CATALOG, CONFIG } from '../../ui/fake-catalog.ts';
import { createFakeEngine, type FakeEngine } from '../../ui/fake-engine.ts';
import {
  createMemoryClaims,
  createMemoryLibrary,
  createMemoryTables,
} from '../library/memory-library.ts';

interface Page {
  readonly lab: Lab;
  readonly client: EngineClient;
  readonly engine: FakeEngine;
}

let pages: Page[] = [];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});

afterEach(() => {
  for (const { lab } of pages) lab.dispose();
  pages = [];
  vi.useRealTimers();
});

async function open(library: Library): Promise<Page & { readonly close: () => void }> {
  const engine = createFakeEngine();
  const client = createClient(() => engine);
  const lab = createLab(client, (ready) => ready.setUp(CONFIG, 'cartpole-dqn'));
  const page = { lab, client, engine };
  pages.push(page);
  await Promise.resolve();
  return { ...page, close: autosave(lab, client, library) };
}

/** Ticks until so many generations are done, and lets the paced writes happen. */
async function reach({ lab, engine }: Page, generations: number): Promise<void> {
  while ((lab.history()?.generations ?? 0) < generations) engine.tick();
  await vi.advanceTimersByTimeAsync(3000);
}

async function finish({ lab, engine }: Page): Promise<void> {
  while (lab.store.getState().status.kind !== 'finished') {
    for (let i = 0; i < 50; i++) engine.tick();
    await vi.advanceTimersByTimeAsync(300);
  }
  await vi.advanceTimersByTimeAsync(3000);
}

/** The run of a page that was closed after four generations, as the library finds it. */
async function leave(library: Library): Promise<StoredRun | null> {
  const page = await open(library);
  page.lab.start();
  await reach(page, 4);
  page.close();
  await vi.advanceTimersByTimeAsync(0);
  return library.findLeft(CONFIG, CATALOG);
}

const messages = ({ lab }: Page) => lab.store.getState().notices.map(({ text }) => text);

test('a page that opens later shows what was, and goes on from the checkpoint', async () => {
  const library = createMemoryLibrary();
  const first = await open(library);
  first.lab.start();
  await reach(first, 4);
  expect(await library.findLeft(CONFIG, CATALOG)).toBeNull(); // it is still being written
  first.close();
  await vi.advanceTimersByTimeAsync(0);

  const other = { ...CONFIG, seed: CONFIG.seed + 1 };
  expect(await library.findLeft(other, CATALOG)).toBeNull();
  expect(await library.findLeft(CONFIG, { ...CATALOG, engine: 'another' })).toBeNull();
  const left = await library.findLeft(CONFIG, CATALOG);
  const before = left?.checkpoint?.generation ?? 0;
  expect(before).toBeGreaterThan(0);

  const second = await open(library);
  expect(left && (await second.lab.open(left))).toBe(true);
  expect(second.lab.store.getState().runId).toBe(first.lab.store.getState().runId);
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

  // and what it added is kept with what was before, under the same id
  const { runs } = await library.listRuns();
  expect(runs).toHaveLength(1);
  expect(runs[0]?.generations).toBeGreaterThan(before);
});

test('each tab keeps its own run, and one run is written by one tab', async () => {
  const tables = createMemoryTables();
  const tab = createMemoryClaims();
  const [here, there] = [createMemoryLibrary(tables, tab()), createMemoryLibrary(tables, tab())];
  const [first, second] = [await open(here), await open(there)];
  first.lab.start();
  second.lab.start();
  await reach(first, 3);
  await reach(second, 5);
  const { runs, active } = await here.listRuns();
  expect(runs.map(({ generations }) => generations).sort()).toEqual([3, 5]);
  expect(active.size).toBe(2);

  const loaded = await there.load(first.lab.store.getState().runId ?? '', CATALOG);
  if (loaded.kind !== 'loaded') return expect.unreachable();
  await second.lab.open(loaded.run);
  await reach(second, loaded.run.record.generations + 2);
  expect(messages(second).join()).toContain('Another tab goes on with this run');
  const after = await here.load(first.lab.store.getState().runId ?? '', CATALOG);
  expect(after).toEqual(loaded);
});

test('a run that lacks a generation is said to be damaged', async () => {
  const library = createMemoryLibrary();
  const page = await open(library);
  page.lab.start();
  await reach(page, 4);
  const id = page.lab.store.getState().runId ?? '';
  expect((await library.load(id, CATALOG)).kind).toBe('loaded');
  library.tables.disk.delete(JSON.stringify(['generations', [id, 1]]));
  expect(await library.load(id, CATALOG)).toMatchObject({
    kind: 'damaged',
    message: expect.stringContaining('not all there'),
  });
});

test('a checkpoint that cannot be gone on from is dropped; its run stays, and playing begins anew', async () => {
  const library = createMemoryLibrary();
  const left = await leave(library);
  if (!left?.checkpoint) return expect.unreachable();
  const other = await open(library);
  await other.lab.open({ ...left, checkpoint: { ...left.checkpoint, state: 'damaged' } });
  await vi.advanceTimersByTimeAsync(3000);
  expect(other.lab.store.getState().status.kind).toBe('failed');
  expect(await library.findLeft(CONFIG, CATALOG)).toBeNull();
  expect((await library.listRuns()).runs).toHaveLength(1);
  other.lab.play();
  await vi.advanceTimersByTimeAsync(0);
  expect(other.engine.received.at(-1)?.kind).toBe('start');
});

test('a full disk is told once, the run goes on, and is kept whole when there is room again', async () => {
  const library = createMemoryLibrary();
  const page = await open(library);
  library.tables.failure = new DOMException('no room', 'QuotaExceededError');
  page.lab.start();
  await reach(page, 3);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(messages(page)).toHaveLength(1);
  expect(messages(page)[0]).toMatch(/full.*Delete runs in the Library/);
  expect(page.lab.history()?.generations).toBe(3);
  expect((await library.listRuns()).runs).toEqual([]);

  library.tables.failure = null;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(messages(page)[1]).toContain('room again');
  expect((await library.listRuns()).runs[0]?.generations).toBe(3);
});

test('a run that has ended stays, with a checkpoint to go on from, and is no longer claimed', async () => {
  const library = createMemoryLibrary();
  const page = await open(library);
  page.lab.start();
  await finish(page);
  const { runs, active } = await library.listRuns();
  const { status } = page.lab.store.getState();
  expect(runs).toMatchObject([{ end: 'target', generations: (runs[0]?.checkpoint ?? 0) + 1 }]);
  expect(status).toMatchObject({ hash: runs[0]?.hash });
  expect(active.size).toBe(0);
  expect(await library.findLeft(CONFIG, CATALOG)).toBeNull();

  // but the tab that showed it shows it again
  const id = runs[0]?.id ?? '';
  expect(await library.findLeft({ ...CONFIG, seed: 7 }, CATALOG, [], id)).toBeNull();
  const left = await library.findLeft(CONFIG, CATALOG, [], id);
  const again = await open(library);
  expect(left && (await again.lab.open(left))).toBe(true);
  expect(again.lab.store.getState().status).toEqual(status);
  expect(again.lab.history()?.generations).toBe(page.lab.history()?.generations);
});

test('of runs that have ended, the newest few keep their checkpoint', async () => {
  const library = createMemoryLibrary();
  for (let i = 0; i < 6; i++) {
    const page = await open(library);
    page.lab.start();
    await finish(page);
  }
  await eventually(async () => {
    const { runs } = await library.listRuns();
    expect(runs).toHaveLength(6);
    expect(runs.filter(({ checkpoint }) => checkpoint !== null)).toHaveLength(4);
  });
});

test('a checkpoint that comes while the first generation is being written is kept right after it', async () => {
  const library = createMemoryLibrary();
  library.tables.delayMs = 400;
  const page = await open(library);
  page.lab.start();
  while ((page.lab.history()?.generations ?? 0) < 1) page.engine.tick();
  await vi.advanceTimersByTimeAsync(1000); // twice what one takes to be written
  expect((await library.listRuns()).runs).toMatchObject([{ generations: 1, checkpoint: 1 }]);
});

test('generations that come while others are being written are kept, too', async () => {
  const library = createMemoryLibrary();
  library.tables.delayMs = 400;
  const page = await open(library);
  page.lab.start();
  for (let generation = 1; generation <= 8; generation++) {
    while ((page.lab.history()?.generations ?? 0) < generation) page.engine.tick();
    await vi.advanceTimersByTimeAsync(170);
  }
  page.close();
  await vi.advanceTimersByTimeAsync(3000);
  const { runs, damaged } = await library.listRuns();
  expect(damaged).toEqual([]);
  expect(runs).toMatchObject([{ generations: 8 }]);
  expect((await library.load(runs[0]?.id ?? '', CATALOG)).kind).toBe('loaded');
});

test('a run that goes on elsewhere says so for good, and once', async () => {
  const library = createMemoryLibrary();
  const left = await leave(library);
  if (!left?.checkpoint || !left.record.device) return expect.unreachable();
  const device = { ...left.record.device, kind: 'webgpu' as const };
  const fields = { device };
  const { id } = left.record;
  await library.tables.write([{ kind: 'merge', table: 'runs', key: id, fields }]);

  for (let reload = 0; reload < 2; reload++) {
    const again = await open(library);
    const found = await library.findLeft(CONFIG, CATALOG);
    expect(found && (await again.lab.open(found))).toBe(true);
    await reach(again, (found?.checkpoint?.generation ?? 0) + 1);
    again.close();
    await vi.advanceTimersByTimeAsync(0);
  }
  const { runs } = await library.listRuns();
  const at = left.checkpoint.generation;
  expect(runs).toMatchObject([
    { device: { kind: 'wasm' }, marks: [{ kind: 'moved', generation: at }] },
  ]);
  expect(runs[0]?.marks).toHaveLength(1);
});

test('what a run needs to begin may be missing today: its checkpoint stays', async () => {
  const library = createMemoryLibrary();
  const left = await leave(library);
  if (!left?.checkpoint) return expect.unreachable();
  const other = await open(library);
  const deaf = vi.spyOn(other.engine, 'postMessage').mockImplementation(() => {});
  await other.lab.open(left);
  deaf.mockRestore();
  const { run } = other.lab.store.getState();
  other.engine.emit({
    kind: 'failed',
    run: run,
    during: 'preparation',
    message: 'offline',
    stack: '',
  });
  await vi.advanceTimersByTimeAsync(3000);
  expect(other.lab.store.getState()).toMatchObject({ status: { kind: 'failed' } });
  expect(await library.findLeft(CONFIG, CATALOG)).not.toBeNull();
  other.lab.retry();
  await vi.advanceTimersByTimeAsync(0);
  expect(other.engine.received.at(-1)?.kind).toBe('restore');
});

test('a name given while a run goes on stays, and costs the run nothing', async () => {
  const library = createMemoryLibrary();
  const page = await open(library);
  page.lab.start();
  await reach(page, 3);
  const id = page.lab.store.getState().runId ?? '';
  await library.rename(id, 'Mine');
  await reach(page, 5);
  expect((await library.listRuns()).runs).toMatchObject([{ name: 'Mine', generations: 5 }]);

  // the run ends between the two halves of a renaming
  const read = library.tables.get.bind(library.tables);
  const slow = vi.spyOn(library.tables, 'get').mockImplementation(async (table, key) => {
    const value = await read(table, key);
    await new Promise((resolve) => setTimeout(resolve, 5000));
    return value;
  });
  const renaming = library.rename(id, 'Yours');
  slow.mockRestore();
  await finish(page);
  await vi.advanceTimersByTimeAsync(5000);
  await renaming;
  expect((await library.listRuns()).runs).toMatchObject([{ name: 'Yours', end: 'target' }]);
  expect((await library.load(id, CATALOG)).kind).toBe('loaded');
});

test('a run of which no generation is done leaves nothing', async () => {
  const library = createMemoryLibrary();
  const page = await open(library);
  page.lab.start();
  await vi.advanceTimersByTimeAsync(3000);
  page.lab.start();
  await vi.advanceTimersByTimeAsync(3000);
  expect(library.tables.disk.size).toBe(0);
});

test('what happened to a run besides evolution is kept with it, as far as the run is', async () => {
  const library = createMemoryLibrary();
  const page = await open(library);
  page.lab.start();
  await reach(page, 3);
  const { device, run } = page.lab.store.getState();
  if (!device) return expect.unreachable();
  page.engine.emit({ kind: 'recovered', run, generation: 3, device, reason: 'unplugged' });
  await reach(page, 5);
  const marksOf = async () => (await library.listRuns()).runs[0]?.marks;
  const marks = [
    {
      kind: 'lost',
      generation: 3,
      text: 'The GPU was lost (unplugged). The run went on from here on WebAssembly.',
    },
  ];
  expect(await marksOf()).toEqual(marks);

  // a later loss is void once the run goes on from a checkpoint before it
  page.engine.emit({ kind: 'recovered', run, generation: 5, device, reason: 'again' });
  await reach(page, 7);
  page.close();
  await vi.advanceTimersByTimeAsync(0);
  const left = await library.findLeft(CONFIG, CATALOG);
  expect(left?.record.marks).toHaveLength(2);
  if (!left?.checkpoint) return expect.unreachable();

  const again = await open(library);
  const generations = left.generations.slice(0, 4);
  const earlier = { ...left.checkpoint, generation: 4 };
  expect(await again.lab.open({ ...left, generations, checkpoint: earlier })).toBe(true);
  expect(again.lab.store.getState().marks).toEqual(marks);
  await reach(again, 5);
  expect(await marksOf()).toEqual(marks);
  again.close();
  await vi.advanceTimersByTimeAsync(0);

  const looking = await open(library);
  const loaded = await library.load(left.record.id, CATALOG);
  if (loaded.kind !== 'loaded') return expect.unreachable();
  await looking.lab.open({ ...loaded.run, checkpoint: null });
  expect(looking.lab.store.getState().marks).toEqual(marks);
});

test('a run that failed and goes on counts each generation once', async () => {
  const library = createMemoryLibrary();
  const page = await open(library);
  page.lab.start();
  await reach(page, 3);
  page.engine.crash('gone');
  const { kept } = page.lab.store.getState();
  page.engine.emit({ kind: 'ready', catalog: CATALOG });
  page.lab.retry();
  await vi.advanceTimersByTimeAsync(10);
  await reach(page, 6);
  expect(kept).toBeGreaterThan(0);
  const { runs } = await library.listRuns();
  expect(runs).toHaveLength(1);
  expect(runs[0]).toMatchObject({ generations: 6 });
  expect(runs[0]?.marks.at(-1)).toMatchObject({ kind: 'restored', generation: kept });
  expect(runs[0]?.best).toHaveLength(6);
  expect((await library.load(runs[0]?.id ?? '', CATALOG)).kind).toBe('loaded');
});

test('a run that the library has lost while it goes on is written anew, all of it', async () => {
  const library = createMemoryLibrary();
  const page = await open(library);
  page.lab.start();
  await reach(page, 3);
  library.tables.disk.clear();
  await reach(page, 5);
  const { runs, damaged } = await library.listRuns();
  expect(damaged).toEqual([]);
  expect(runs).toMatchObject([{ id: page.lab.store.getState().runId, generations: 5 }]);
  const loaded = await library.load(runs[0]?.id ?? '', CATALOG);
  if (loaded.kind !== 'loaded') return expect.unreachable();
  expect(loaded.run.generations.map(({ hash }) => hash)).toEqual(
    Array.from({ length: 5 }, (_, generation) => page.lab.history()?.event(generation).hash),
  );
  expect(loaded.run.checkpoint?.generation).toBe(5);

  // later generations are added to it, and so is its end
  library.tables.disk.clear();
  await finish(page);
  expect((await library.listRuns()).runs).toMatchObject([
    { generations: page.lab.history()?.generations, end: 'target' },
  ]);
});

test('a run of the library that is lost before it goes on is written anew', async () => {
  const library = createMemoryLibrary();
  const left = await leave(library);
  if (!left?.checkpoint) return expect.unreachable();
  const again = await open(library);
  await again.lab.open(left);
  library.tables.disk.clear();
  await reach(again, left.checkpoint.generation + 1);
  const { runs, damaged } = await library.listRuns();
  expect(damaged).toEqual([]);
  expect(runs).toMatchObject([{ id: left.record.id, generations: left.checkpoint.generation + 1 }]);
  expect((await library.load(left.record.id, CATALOG)).kind).toBe('loaded');
});
