import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { StoredRun } from '#archive/stored-run.ts';
import { exportRun, importRun } from '#store/library/files.ts';
import { CATALOG, CONFIG } from '../../ui/fake-catalog.ts';
import { createMemoryClaims, createMemoryLibrary, createMemoryTables } from './memory-library.ts';
import { simulateRun } from './simulate-run.ts';

const STATE = { weights: [Float32Array.of(1, 2), Float32Array.of(3)], learned: [1, 2] };

const [ONE, OTHER] = (await Promise.all(
  [7, 8].map(async (seed) => {
    const run = await simulateRun(6, { config: { ...CONFIG, seed } });
    return { ...run, checkpoint: run.checkpoint && { ...run.checkpoint, state: STATE } };
  }),
)) as [StoredRun, StoredRun];

async function libraryOfTwo() {
  const library = createMemoryLibrary();
  await library.add(ONE);
  await library.add(OTHER);
  return library;
}

const fileOf = async (run: StoredRun): Promise<File> => {
  const library = createMemoryLibrary();
  await library.add(run);
  const exported = await exportRun(library, CATALOG, run.record.id, 'evo');
  if (exported.kind !== 'file') throw new Error(exported.message);
  return new File([exported.blob], exported.name);
};

beforeEach(() => {
  vi.useRealTimers();
});

describe('runs of the library', () => {
  test('come back whole, the newest first', async () => {
    const library = await libraryOfTwo();
    const { runs, damaged } = await library.listRuns();
    expect(runs.map(({ id }) => id).sort()).toEqual([ONE.record.id, OTHER.record.id].sort());
    expect(damaged).toEqual([]);
    expect(await library.load(ONE.record.id, CATALOG)).toEqual({ kind: 'loaded', run: ONE });
    expect(await library.load('no-such-run', CATALOG)).toEqual({ kind: 'missing' });
  });

  test('are renamed', async () => {
    const library = await libraryOfTwo();
    await library.rename(ONE.record.id, '  My run ');
    const { runs } = await library.listRuns();
    expect(runs.find(({ id }) => id === ONE.record.id)?.name).toBe('My run');
  });

  test('put away they are not listed, come back whole, and are gone once purged', async () => {
    const library = await libraryOfTwo();
    const { id } = ONE.record;
    expect(await library.putAway(id)).toBe(true);
    expect((await library.listRuns()).runs).toHaveLength(1);
    expect(await library.restore(id)).toBe(true);
    expect(await library.load(id, CATALOG)).toEqual({ kind: 'loaded', run: ONE });

    await library.putAway(id);
    await library.putAway(OTHER.record.id);
    await library.purgePutAway(0, [id]);
    expect(await library.restore(id)).toBe(false);
    expect(await library.restore(OTHER.record.id)).toBe(true);
    expect([...library.tables.disk.keys()].filter((key) => key.includes(id))).toEqual([]);
    expect(await library.load(OTHER.record.id, CATALOG)).toEqual({ kind: 'loaded', run: OTHER });
  });

  test('that a tab is writing are not deleted', async () => {
    const claims = createMemoryClaims();
    const tables = createMemoryTables();
    const [here, there] = [
      createMemoryLibrary(tables, claims()),
      createMemoryLibrary(tables, claims()),
    ];
    await here.add(ONE);
    await there.claims.take(ONE.record.id);
    expect(await here.putAway(ONE.record.id)).toBe(false);
    expect((await here.listRuns()).runs).toHaveLength(1);
    there.claims.release(ONE.record.id);
    expect(await here.putAway(ONE.record.id)).toBe(true);
  });

  test('are told of to whoever listens, until they stop', async () => {
    const library = await libraryOfTwo();
    const listener = vi.fn();
    const stop = library.subscribe(listener);
    await library.rename(ONE.record.id, 'a');
    stop();
    await library.rename(ONE.record.id, 'b');
    expect(listener).toHaveBeenCalledTimes(1);
  });
});

describe('files of runs', () => {
  test('one taken out, deleted and put in again is the same', async () => {
    const library = await libraryOfTwo();
    const file = await fileOf(ONE);
    await library.putAway(ONE.record.id);
    expect(await importRun(library, CATALOG, file)).toMatchObject({ kind: 'imported' });
    const loaded = await library.load(ONE.record.id, CATALOG);
    if (loaded.kind !== 'loaded') return expect.unreachable();
    expect(loaded.run.generations).toEqual(ONE.generations);
    expect(loaded.run.checkpoint).toEqual(ONE.checkpoint);
  });

  test('one that is there already is not put in twice', async () => {
    const library = await libraryOfTwo();
    const before = structuredClone([...library.tables.disk]);
    const imported = await importRun(library, CATALOG, await fileOf(ONE));
    expect(imported).toMatchObject({ message: expect.stringContaining('already') });
    expect([...library.tables.disk]).toEqual(before);
  });

  test('a full disk is told with what to do, and nothing is half there', async () => {
    const library = createMemoryLibrary();
    library.tables.failure = new DOMException('no room', 'QuotaExceededError');
    const imported = await importRun(library, CATALOG, await fileOf(ONE));
    expect(imported).toMatchObject({ message: expect.stringContaining('Delete runs') });
    expect(library.tables.disk.size).toBe(0);
  });
});
