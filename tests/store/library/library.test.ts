import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { exportRun, importRun } from '#store/library/files.ts';
import type { StoredRun } from '#store/library/load-run.ts';
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

describe('damage', () => {
  /** What a record may have become: anything that a structured clone holds, also in the middle of it. */
  const anything = fc.oneof(
    fc.anything({ withTypedArray: true, withDate: true, withMap: true, withBigInt: true }),
    fc.constant(undefined),
  );

  /** A copy with another value at a place that a number picks. */
  function damagedAt(value: unknown, pick: number, put: unknown): unknown {
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || pick % 7 === 0)
      return put;
    const keys = Object.keys(value);
    const key = keys[pick % Math.max(1, keys.length)];
    if (key === undefined) return put;
    const part = damagedAt((value as Record<string, unknown>)[key], Math.floor(pick / 7), put);
    return Array.isArray(value) ? value.with(Number(key), part) : { ...value, [key]: part };
  }

  test('whatever has become of one run’s records, it is said or harmless, and every other run is as it was', async () => {
    const seen = { loaded: 0, damaged: 0 };
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), anything, fc.boolean(), async (row, pick, put, gone) => {
        const library = await libraryOfTwo();
        const { disk } = library.tables;
        const keys = [...disk.keys()].filter((key) => key.includes(ONE.record.id));
        const key = keys[row % keys.length] as string;
        if (gone) disk.delete(key);
        else disk.set(key, damagedAt(disk.get(key), pick, put));

        const { runs, damaged } = await library.listRuns();
        expect(runs.some(({ id }) => id === OTHER.record.id)).toBe(true);
        for (const { message } of damaged) expect(message.length).toBeGreaterThan(10);

        const loaded = await library.load(ONE.record.id, CATALOG);
        if (loaded.kind === 'damaged') expect(loaded.message).toMatch(/^.{10,}\.$/s);
        if (loaded.kind !== 'missing') seen[loaded.kind]++;
        const exported = await exportRun(library, CATALOG, ONE.record.id, 'evo');
        if (exported.kind === 'problem') expect(exported.message.length).toBeGreaterThan(10);

        expect(await library.load(OTHER.record.id, CATALOG)).toEqual({
          kind: 'loaded',
          run: OTHER,
        });
      }),
      { numRuns: 250 },
    );
    expect(seen.damaged).toBeGreaterThan(50);
  });

  test('whatever a file holds, the library is as it was or has the very run', async () => {
    const file = new Uint8Array(await (await fileOf(ONE)).arrayBuffer());
    await fc.assert(
      fc.asyncProperty(
        fc.nat(file.length - 1),
        fc.nat(255),
        fc.boolean(),
        async (at, byte, isCut) => {
          const library = createMemoryLibrary();
          await library.add(OTHER);
          const data = isCut ? file.slice(0, at) : file.with(at, byte);
          const before = structuredClone([...library.tables.disk]);
          const imported = await importRun(library, CATALOG, new File([data.slice()], 'a.evo'));
          if (imported.kind === 'problem') {
            expect(imported.message).toContain('The library is as it was');
            expect([...library.tables.disk]).toEqual(before);
          } else
            expect(await library.load(ONE.record.id, CATALOG)).toMatchObject({
              kind: 'loaded',
              run: { generations: ONE.generations, checkpoint: ONE.checkpoint },
            });
        },
      ),
      { numRuns: 100 },
    );
  });
});
