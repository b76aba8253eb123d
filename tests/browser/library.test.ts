import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createChanges } from '#store/library/changes.ts';
import { createClaims } from '#store/library/claims.ts';
import { createDatabase, type Database } from '#store/library/database.ts';
import { createLibrary } from '#store/library/library.ts';
import { createRunWriter } from '#store/library/run-writer.ts';
import type { Key, Table } from '#store/library/tables.ts';
import { listOwnImages, loadOwnImages } from '#store/strategy/own-library.ts';
import { simulateRun } from '../store/library/simulate-run.ts';
import { CATALOG, CONFIG } from '../ui/fake-catalog.ts';

/** The real IndexedDB, as the library uses it. */

let tables: Database;

const deleteDatabase = () =>
  new Promise<void>((resolve, reject) => {
    const request = indexedDB.deleteDatabase('evolution-playground');
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });

beforeEach(deleteDatabase);
afterEach(async () => {
  vi.restoreAllMocks();
  await tables.close();
});

const openLibrary = () => {
  tables = createDatabase();
  return createLibrary(tables, createClaims(), createChanges(null));
};

test('records come back in order of key, by run and range', async () => {
  tables = createDatabase();
  await tables.write(
    [3, 0, 1, -1, 12].map((index) => ({
      kind: 'put',
      table: 'generations',
      key: ['run', index],
      value: index,
    })),
  );
  await tables.write([{ kind: 'put', table: 'generations', key: ['runs', 0], value: 'other' }]);
  const values = async (range: { from?: number; to?: number } = {}) =>
    (await tables.list('generations', { run: 'run', ...range })).map(({ value }) => value);
  expect(await values()).toEqual([-1, 0, 1, 3, 12]);
  expect(await values({ from: 1, to: 12 })).toEqual([1, 3]);
  await tables.write([{ kind: 'clear', table: 'generations', within: { run: 'run', from: 1 } }]);
  expect(await values()).toEqual([-1, 0]);
  expect(await tables.get('generations', ['runs', 0])).toBe('other');
  expect(await tables.get('generations', ['none', 0])).toBeUndefined();
});

test('of changes that cannot all be made, none is', async () => {
  tables = createDatabase();
  const work = tables.write([
    { kind: 'put', table: 'freezer', key: 'one', value: 1 },
    { kind: 'put', table: 'freezer', key: 'two', value: () => 'a function cannot be kept' },
  ]);
  await expect(work).rejects.toMatchObject({ name: 'DataCloneError' });
  expect(await tables.list('freezer')).toEqual([]);
});

test('a connection that died unnoticed is opened anew, and what waited is written', async () => {
  const opened: IDBDatabase[] = [];
  const open = IDBFactory.prototype.open;
  vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(function (this: IDBFactory, ...given) {
    const request = open.apply(this, given);
    request.addEventListener('success', () => opened.push(request.result));
    return request;
  });
  const failures: unknown[] = [];
  const library = openLibrary();
  const { record, founders, generations } = await simulateRun(6);
  const writer = createRunWriter(
    library,
    { kind: 'new', founders, record: { ...record, generations: 0, best: [], end: null } },
    { onFailure: (error) => failures.push(error), onRecovery: () => {}, whole: () => null },
  );
  const kept = async () => (await library.listRuns()).runs[0]?.generations;
  const [first, ...rest] = generations;
  if (first) writer.add(first);
  await expect.poll(kept).toBe(1);
  for (const each of opened) each.close(); // fires no event, as iOS leaves it behind
  for (const event of rest) writer.add(event);
  await writer.close();
  expect(await kept()).toBe(generations.length);
  for (const each of opened) each.close();
  expect(await library.load(record.id, CATALOG)).toMatchObject({
    kind: 'loaded',
    run: { generations },
  });
  expect(failures).toEqual([]);
  expect(opened.length).toBe(3); // none was opened but to take the place of a dead one
});

test('a write that has no room says so, though its puts were broken off with it', async () => {
  tables = createDatabase();
  const put = IDBObjectStore.prototype.put;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    ...given
  ) {
    const request = put.apply(this, given);
    const { transaction } = this;
    Object.defineProperty(transaction, 'error', {
      get: () => new DOMException('full', 'QuotaExceededError'),
    });
    transaction.abort(); // as the browser does when it finds the disk full
    return request;
  });
  const work = tables.write([{ kind: 'put', table: 'freezer', key: 'one', value: 1 }]);
  await expect(work).rejects.toMatchObject({ name: 'QuotaExceededError' });
});

test('a run comes back as it was put in', async () => {
  const library = openLibrary();
  const run = await simulateRun(6);
  await library.add(run);
  const loaded = await library.load(run.record.id, CATALOG);
  expect(loaded).toEqual({ kind: 'loaded', run });
});

test('whatever has become of a record, it is said, and the run beside it is the same', async () => {
  const library = openLibrary();
  const [run, other] = [await simulateRun(4), await simulateRun(4)];
  await library.add(other);
  const { id } = run.record;
  const circle: unknown[] = [];
  circle.push(circle);
  const generation = run.generations[1];
  const damaged: readonly (readonly [Table, Key, unknown])[] = [
    ['runs', id, undefined],
    ['runs', id, 'a text'],
    ['runs', id, { ...run.record, generations: 1e9 }],
    ['runs', id, { ...run.record, config: circle }],
    ['runs', id, { ...run.record, best: new Map([[1, 2]]) }],
    ['runs', id, { ...run.record, steps: Number.NaN }],
    ['generations', [id, -1], [{ id: 10n }]],
    ['generations', [id, 1], { ...generation, fitness: new Float64Array(100_000) }],
    ['generations', [id, 1], { ...generation, ids: new BigInt64Array(4) }],
    ['generations', [id, 1], { ...generation, steps: -Infinity }],
  ];
  for (const [table, key, value] of damaged) {
    await library.purge(id);
    await library.add(run);
    await library.tables.write([{ kind: 'put', table, key, value }]);
    const loaded = await library.load(id, CATALOG);
    // a value of nothing counts as absent; any other is damaged
    if (value === undefined) expect(loaded).toEqual({ kind: 'missing' });
    else
      expect(loaded).toMatchObject({ kind: 'damaged', message: expect.stringMatching(/.{15}\.$/) });
    const list = await library.listRuns();
    expect(list.runs.map((record) => record.id)).toContain(other.record.id);
    expect(list.damaged).toHaveLength(table === 'runs' ? 1 : 0);
    expect(await library.load(other.record.id, CATALOG)).toEqual({ kind: 'loaded', run: other });
  }
});

test('a tab that has a run keeps others from it until it lets go', async () => {
  tables = createDatabase();
  const [here, there] = [createClaims(), createClaims()];
  expect(await here.take('a-run-of-this-tab')).toBe(true);
  expect(await there.take('a-run-of-this-tab')).toBe(false);
  expect([...(await there.taken())]).toEqual(['a-run-of-this-tab']);
  here.release('a-run-of-this-tab');
  await expect.poll(() => there.take('a-run-of-this-tab')).toBe(true);
  there.release('a-run-of-this-tab');
});

test('the one run that the first version kept is in the library', async () => {
  const run = await simulateRun(5);
  await writeFirstVersion(run);
  const library = openLibrary();
  const { runs, damaged } = await library.listRuns();
  expect(damaged).toEqual([]);
  expect(runs).toMatchObject([{ id: run.record.id, generations: 4, checkpoint: 4 }]);
  const left = await library.findLeft(CONFIG, CATALOG);
  expect(left?.generations).toEqual(run.generations.slice(0, 4));
  expect(left?.checkpoint?.state).toEqual(STATE);
});

const STATE = { weights: [Float32Array.of(1, 2, 3), Float32Array.of(4)], name: 'state' };

/** Writes records as the first version laid them out. */
async function writeFirstVersion({
  record,
  founders,
  generations,
}: Awaited<ReturnType<typeof simulateRun>>): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('evolution-playground', 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('run');
      request.result.createObjectStore('arrays', { autoIncrement: true });
      request.result.createObjectStore('generations');
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const transaction = database.transaction(['run', 'arrays', 'generations'], 'readwrite');
  const { config, engine, id: token } = record;
  const state = { weights: [{ 'lifted array': 0 }, { 'lifted array': 1 }], name: 'state' };
  const checkpoint = { engine, config, generation: 4, state };
  transaction.objectStore('run').put({ token, founders, checkpoint }, 'last');
  for (const array of STATE.weights) transaction.objectStore('arrays').add([array]);
  for (const event of generations)
    transaction.objectStore('generations').put({ token, event }, event.generation);
  // another tab's, which the first version mixed with its own
  transaction.objectStore('generations').put({ token: 'other', event: {} }, 900);
  await new Promise((resolve) => {
    transaction.oncomplete = resolve;
  });
  database.close();
}

test('own images that version 5 kept whole are taken over, under the name that their run knows', async () => {
  const images = { train: 2, validation: 1, test: 1 };
  const pixels = Uint8Array.from({ length: 4 * 16 * 16 * 3 }, (_, at) => at % 251);
  const set = { size: 16, classes: ['cat'], images, pixels, labels: Uint8Array.of(1, 0, 1, 0) };
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.open('evolution-playground', 5);
    request.onupgradeneeded = () => {
      const write = (table: string, rows: Readonly<Record<string, unknown>>) => {
        const store = request.result.createObjectStore(table);
        for (const [key, value] of Object.entries(rows)) store.put(value, key);
      };
      const damaged = { keptAt: 9, set: { ...set, pixels: pixels.slice(1) } };
      write('strategyImages', { ab: { keptAt: 7, set }, cd: damaged, ef: null });
      write('strategies', { run: { config: { data: { digest: 'ab', name: 'Pets' } } } });
    };
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
    request.onerror = () => reject(request.error);
  });
  const library = openLibrary();
  expect((await listOwnImages(library)).items).toMatchObject([{ id: 'ab', name: 'Pets', images }]);
  expect(await loadOwnImages(library, 'ab')).toEqual(set);
  expect(await tables.list('ownImageParts')).toHaveLength(2);
  expect(await tables.list('freezer')).toEqual([]);
});
