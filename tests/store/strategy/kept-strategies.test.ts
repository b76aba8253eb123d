import { expect, test } from 'vitest';
import { readStrategyEvo, writeStrategyEvo } from '#archive/evo/strategy-evo.ts';
import type { Reason } from '#core/strategy/decision.ts';
import type { SteeredInterval } from '#core/strategy/figures.ts';
import { REWARD_TERMS } from '#core/strategy/reward-settings.ts';
import { SEATS } from '#core/strategy/seats.ts';
import { importRun } from '#store/library/files.ts';
import {
  addStrategy,
  loadStrategy,
  renameStrategy,
  strategiesOf,
} from '#store/strategy/kept-runs.ts';
import { exportStrategy } from '#store/strategy/strategy-files.ts';
import { CATALOG as EVOLUTION } from '../../ui/fake-catalog.ts';
import { createMemoryLibrary } from '../library/memory-library.ts';
import { CONFIG } from './fake-strategy-engine.ts';
import { type OpenStrategy, openStrategy } from './open-strategy.ts';
import { settle } from './settle.ts';

/** A lab whose run has so many intervals behind it, all of them kept. */
async function runFor(intervals: number, options = {}): Promise<OpenStrategy & { id: string }> {
  const open = await openStrategy(options);
  open.lab.start();
  for (let i = 0; i < intervals; i++) open.engine().tick();
  await settle();
  return { ...open, id: open.lab.store.getState().runId as string };
}

test('a run is kept while it goes on, with its checkpoint', async () => {
  const { library, id, lab } = await runFor(3);
  const stored = await loadStrategy(library, id);
  expect(stored?.intervals.map(({ hash }) => hash)).toEqual(
    lab.store.getState().intervals.map(({ hash }) => hash),
  );
  expect(stored?.record).toMatchObject({ intervals: 3, preset: 'shapes', end: null });
  expect(stored?.checkpoint?.state).toMatchObject({ weights: expect.any(Float32Array) });
});

test('a run that nothing came of yet is not kept', async () => {
  const { library } = await runFor(0);
  expect((await strategiesOf(library).shown()).items).toEqual([]);
});

test('a run that has ended is kept with its tests and without its checkpoint', async () => {
  const { library, id } = await runFor(20);
  const stored = await loadStrategy(library, id);
  expect(stored?.record.end).toBe('steps');
  expect(stored?.record.tests).toHaveLength(CONFIG.rows.length);
  expect(stored?.checkpoint).toBeNull();
});

test('a kept run is gone on with where it was left, in another tab, to the same hashes', async () => {
  const library = createMemoryLibrary();
  const whole = await runFor(20);
  const left = await runFor(4, { library });
  const stored = await loadStrategy(library, left.id);
  const there = await openStrategy({ library });
  if (stored) there.lab.open(stored);
  expect(there.lab.store.getState().status.kind).toBe('running');
  while (there.engine().tick());
  expect(there.lab.store.getState().intervals.map(({ hash }) => hash)).toEqual(
    whole.lab.store.getState().intervals.map(({ hash }) => hash),
  );
  await settle();
  const { items: runs } = await strategiesOf(library).shown();
  expect(runs).toMatchObject([{ id: left.id, intervals: 20, end: 'steps' }]);
});

test('a name that a person gave stays while the run goes on', async () => {
  const { library, id, engine } = await runFor(2);
  await renameStrategy(library, id, ' Rare first ');
  engine().tick();
  await settle();
  expect((await loadStrategy(library, id))?.record).toMatchObject({
    name: 'Rare first',
    intervals: 3,
  });
});

test('what a full disk refused is kept once there is room', async () => {
  const open = await openStrategy();
  const { library, lab } = open;
  library.tables.failure = new DOMException('full', 'QuotaExceededError');
  lab.start();
  open.engine().tick();
  await settle();
  expect(lab.store.getState().notices.map(({ text }) => text)).toEqual([
    expect.stringContaining('storage of this browser is full'),
  ]);
  library.tables.failure = null;
  while (open.engine().tick());
  await settle();
  const [record] = (await strategiesOf(library).shown()).items;
  expect(record?.intervals).toBe(20);
});

test('a run whose site data were cleared is kept whole again', async () => {
  const { library, id, engine } = await runFor(2);
  library.tables.disk.clear();
  engine().tick();
  await settle();
  expect((await loadStrategy(library, id))?.intervals).toHaveLength(3);
});

test('a run that a tab writes cannot be deleted, and one put away comes back or is gone', async () => {
  const { library, id, engine } = await runFor(2);
  expect(await strategiesOf(library).putAway(id)).toBe(false);
  while (engine().tick());
  await settle();
  expect(await strategiesOf(library).putAway(id)).toBe(true);
  expect(await loadStrategy(library, id)).toBeNull();
  await strategiesOf(library).restore(id);
  expect((await loadStrategy(library, id))?.intervals).toHaveLength(20);
  await strategiesOf(library).putAway(id);
  await strategiesOf(library).purge(60_000);
  expect(library.tables.disk.size).toBeGreaterThan(0);
  await strategiesOf(library).purge(0);
  expect([...library.tables.disk.keys()]).toEqual([]);
});

test('a run goes through a file whole, to be gone on with', async () => {
  const { library, id } = await runFor(5);
  const stored = await loadStrategy(library, id);
  if (!stored) throw new Error('the run is not kept');
  const read = readStrategyEvo(writeStrategyEvo(stored));
  expect(read.intervals).toEqual(stored.intervals);
  expect(read.checkpoint).toEqual(stored.checkpoint);
  const other = createMemoryLibrary();
  await addStrategy(other, read);
  expect(await loadStrategy(other, id)).toEqual(stored);
  await expect(addStrategy(other, read)).rejects.toThrow('already');
});

test('a figure that is no longer a number goes through a file', async () => {
  const { library, id } = await runFor(1);
  const stored = await loadStrategy(library, id);
  const [event] = stored?.intervals ?? [];
  const [row] = event?.rows ?? [];
  if (!stored || !event || !row) throw new Error('the run is not kept');
  const training = { ...row.training, loss: Number.NaN };
  const broken = { ...event, rows: [{ ...row, training }, ...event.rows.slice(1)] };
  const read = readStrategyEvo(writeStrategyEvo({ ...stored, intervals: [broken] }));
  expect(read.intervals[0]?.rows[0]?.training.loss).toBeNaN();
});

test('what a team saw, why it chose and what it got go through a file', async () => {
  const { library, id } = await runFor(1);
  const stored = await loadStrategy(library, id);
  const [event] = stored?.intervals ?? [];
  const [row] = event?.rows ?? [];
  if (!stored || !event || !row) throw new Error('the run is not kept');
  const reason: Reason = { ground: 'value', values: [1, 2], deviations: null, chances: [0.9, 0.1] };
  const terms = Object.fromEntries(REWARD_TERMS.map((term, i) => [term, i]));
  const steered = {
    state: [0.5, Number.NaN],
    reasons: Object.fromEntries(SEATS.map((seat) => [seat, reason])),
    reward: { total: 3, values: terms, parts: terms },
  } as unknown as SteeredInterval;
  const team = { ...event, rows: [{ ...row, steered }, ...event.rows.slice(1)] };
  const element = {
    id: 'mAP',
    group: 'performance',
    label: 'mAP',
    explanation: '',
    ago: 0,
  } as const;
  const record = { ...stored.record, states: { Team: [element] } };
  const read = readStrategyEvo(writeStrategyEvo({ ...stored, record, intervals: [team] }));
  expect(read.intervals[0]?.rows[0]?.steered).toEqual(steered);
  expect(read.record.states).toEqual(record.states);
});

test('the library takes a file of a strategy run in, and refuses it the second time', async () => {
  const { library, id } = await runFor(3);
  const exported = await exportStrategy(library, id);
  if (!exported) throw new Error('the run is not kept');
  const other = createMemoryLibrary();
  const file = () => new File([exported.blob], exported.name);
  expect(exported.name).toBe('3-classifiers-seed-1.evo');
  expect(await importRun(other, EVOLUTION, file())).toMatchObject({
    kind: 'strategy',
    record: { id },
  });
  expect(await loadStrategy(other, id)).toEqual(await loadStrategy(library, id));
  const again = await importRun(other, EVOLUTION, file());
  expect(again).toMatchObject({ kind: 'problem', why: expect.stringContaining('already') });
});

test('a file that was changed is refused with what is wrong', async () => {
  const { library, id } = await runFor(2);
  const stored = await loadStrategy(library, id);
  if (!stored) throw new Error('the run is not kept');
  const [first] = stored.intervals;
  const cut = writeStrategyEvo({ ...stored, intervals: first ? [first] : [] });
  expect(() => readStrategyEvo(cut)).toThrow('it should have 2 intervals, and has 1');
  const bytes = writeStrategyEvo(stored);
  expect(() => readStrategyEvo(bytes.subarray(0, bytes.length - 40))).toThrow();
});

test('a record that was damaged on the disk is listed as damaged, and the others are read', async () => {
  const { library, id } = await runFor(2);
  library.tables.disk.set(JSON.stringify(['strategies', 'other']), { id: 'other' });
  const { items: runs, damaged } = await strategiesOf(library).shown();
  expect(runs.map((record) => record.id)).toEqual([id]);
  expect(damaged.map((item) => item.id)).toEqual(['other']);
  await strategiesOf(library).delete('other');
  expect((await strategiesOf(library).shown()).damaged).toEqual([]);
});
