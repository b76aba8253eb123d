import { expect, test } from 'vitest';
import type { RowInterval, SearchedInterval } from '#core/strategy/figures.ts';
import {
  defaultSettings,
  SEARCH_METHODS,
  type SearchMethod,
  type SearchSettings,
} from '#core/strategy/search.ts';
import type { Choices } from '#core/strategy/seats.ts';
import type { RowCopy } from '#strategy/search/row-copy.ts';
import { openRowSearch, type RowSearch, type SearchSnapshot } from '#strategy/search/row-search.ts';

/** Searches over made-up rows: a classifier is how often it trained under which loss, and its mAP follows from that. */

const AMONG = {
  augmentation: ['none', 'basic', 'mixup'],
  optimizer: ['sgd', 'adam'],
  schedule: ['constant'],
  loss: ['bce', 'asl', 'cb', 'db'],
};
const METHODS = Object.keys(SEARCH_METHODS) as SearchMethod[];

interface Row {
  readonly trained: number;
  readonly worth: number;
}

const FIRST: Row = { trained: 0, worth: 0 };

/** Returns the gain of an interval under a recipe. */
const gain = ({ loss, augmentation }: Choices): number =>
  0.01 * AMONG.loss.indexOf(loss) + 0.005 * AMONG.augmentation.indexOf(augmentation) + 0.001;

const figures = ({ worth }: Row): RowInterval =>
  ({ validation: { mAP: worth }, diverged: false }) as unknown as RowInterval;
const copyOf = (row: Row): RowCopy => ({ step: 0, memory: row }) as unknown as RowCopy;
const rowOf = (copy: RowCopy): Row => copy.memory as unknown as Row;

const open = (
  method: SearchMethod,
  { rows = 8, intervals = 20, seed = 1, settings }: Partial<Frame> = {},
): RowSearch =>
  openRowSearch({
    search: {
      name: 'Search',
      method,
      among: AMONG,
      settings: settings ?? defaultSettings(method, intervals),
    },
    rows: Array.from({ length: rows }, (_, at) => at),
    seed,
    intervals,
  });

interface Frame {
  readonly rows: number;
  readonly intervals: number;
  readonly seed: number;
  readonly settings: SearchSettings;
}

interface Played {
  readonly choices: readonly (readonly Choices[])[];
  readonly told: readonly (readonly SearchedInterval[])[];
  readonly held: readonly Row[];
  readonly saved: readonly SearchSnapshot[];
}

/** Plays a search, from a state that was saved before an interval on if one is given. */
async function played(
  search: RowSearch,
  intervals = 20,
  from?: { readonly interval: number; readonly held: readonly Row[]; readonly saved: unknown },
): Promise<Played> {
  if (from) search.restore(from.saved as SearchSnapshot);
  let held: readonly Row[] = from?.held ?? search.rows.map(() => FIRST);
  const choices: (readonly Choices[])[] = [];
  const told: (readonly SearchedInterval[])[] = [];
  const saved: SearchSnapshot[] = [];
  for (let interval = from?.interval ?? 0; interval < intervals; interval++) {
    saved.push(structuredClone(search.snapshot()));
    const before = held;
    const placed = await search.decide(async (row) => copyOf(before[row] as Row));
    held = placed.map(({ choices: under, takes }, at) => {
      const own = takes === null ? (before[at] as Row) : takes === 'first' ? FIRST : rowOf(takes);
      return { trained: own.trained + 1, worth: own.worth + gain(under) };
    });
    choices.push(placed.map(({ choices: under }) => under));
    told.push(search.learn(held.map(figures)));
    told.at(-1)?.forEach(({ trained }, at) => {
      expect(trained).toBe(held[at]?.trained); // a classifier is reported with as much training as it has had
    });
  }
  return { choices, told, held, saved };
}

test.each(METHODS)(
  '%s trains every row in every interval, whatever the run is like',
  async (method) => {
    for (const frame of [{}, { rows: 1 }, { rows: 3, intervals: 7 }, { rows: 16, intervals: 2 }]) {
      const { rows = 8, intervals = 20 } = { rows: undefined, intervals: undefined, ...frame };
      const { told } = await played(open(method, frame), intervals);
      expect(told.map(({ length }) => length)).toEqual(new Array(intervals).fill(rows));
    }
  },
);

test.each(METHODS)('%s goes on from a saved state as if it had never stopped', async (method) => {
  const whole = await played(open(method));
  for (const interval of [1, 9, 18]) {
    const before = await played(open(method), interval);
    const from = { interval, held: before.held, saved: whole.saved[interval] };
    const { choices, told } = await played(open(method), 20, from);
    expect(choices).toEqual(whole.choices.slice(interval));
    expect(told).toEqual(whole.told.slice(interval));
  }
});

test.each(METHODS)(
  '%s chooses the highest of all classifiers that it has or had',
  async (method) => {
    const search = open(method);
    const { told, held } = await played(search);
    const { row, takes, chosen } = search.choose();
    const own = takes ? rowOf(takes) : (held[row] as Row);
    expect(chosen.validation).toBe(own.worth);
    expect(chosen.trained).toBe(own.trained);
    expect(own.worth).toBeGreaterThanOrEqual(Math.max(...held.map(({ worth }) => worth)));
    expect(told.flat().map(({ trial }) => trial)).toContain(chosen.trial);
  },
);

test('a classifier that is chosen and gone comes back onto the lowest row', async () => {
  const search = open('tpe', { rows: 2, intervals: 4 });
  const falling = async (mAPs: readonly (readonly number[])[]) => {
    for (const [interval, each] of mAPs.entries()) {
      await search.decide(async (row) => copyOf({ trained: interval, worth: row }));
      search.learn(each.map((worth) => figures({ trained: 0, worth })));
    }
  };
  await falling([
    [0.1, 0.5],
    [0.2, 0.6], // the first two trials end
    [0.3, 0.1],
    [0.4, 0.3],
  ]);
  const { row, takes, chosen } = search.choose();
  expect(row).toBe(1);
  expect(takes && rowOf(takes)).toEqual({ trained: 2, worth: 1 });
  expect(chosen).toEqual({ search: 'Search', trial: 1, trained: 2, validation: 0.6 });
});

test('rows of PBT and PB2 take over the best, on their own row, after each round', async () => {
  for (const method of ['pbt', 'pb2'] as const) {
    const { told } = await played(open(method, { settings: { every: 2, oneIn: 4 } }));
    const takers = told.map((rows) => rows.filter(({ took }) => took !== undefined).length);
    expect(takers).toEqual([8, 0, ...new Array(9).fill([2, 0]).flat()]);
    for (const rows of told)
      expect(rows.map(({ trial }) => trial)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  }
});

test('of halving one trial in so many goes on, those that wait as they were', async () => {
  const search = open('halving', { settings: { every: 2, oneIn: 2 } });
  const { told } = await played(search);
  const { halving } = search.snapshot().searcher as {
    readonly halving: { readonly rungs: readonly (readonly unknown[])[] };
  };
  expect(halving.rungs.map(({ length }) => length)).toEqual([16, 8, 4, 2]);
  const resumed = told.flat().filter(({ trial, took }) => took === trial);
  expect(resumed.length).toBeGreaterThan(0);
  for (const { trained } of resumed) expect([2, 4, 8]).toContain(trained - 1);
});

test('ASHA waits for nobody: a trial goes on though others have not begun', async () => {
  const { told } = await played(open('asha', { settings: { every: 2, oneIn: 2 } }));
  const begun = told.findLastIndex((rows) => rows.some(({ took }) => took === 'first'));
  const wentOn = told.findIndex((rows) => rows.some(({ trained }) => trained > 2));
  expect(wentOn).toBeLessThan(begun);
});

test('numbers that are no longer finite are worse than any', async () => {
  const search = open('pbt', { rows: 4, intervals: 4, settings: { every: 1, oneIn: 4 } });
  await search.decide(async () => copyOf(FIRST));
  const row = (worth: number | null, diverged: boolean) =>
    ({ validation: { mAP: worth }, diverged }) as unknown as RowInterval;
  search.learn([row(0.2, false), row(0.9, true), row(0.3, false), row(0.4, false)]);
  const placed = await search.decide(async (at) => copyOf({ trained: 1, worth: at }));
  const takes = placed.map((each) => each.takes);
  expect(takes.map((each) => each !== null)).toEqual([false, true, false, false]);
  expect(rowOf(takes[1] as RowCopy).worth).toBe(3);
});

const reach = ({ told }: Played): number => Math.max(...told.flat().map(({ trained }) => trained));

test('the longest trial of ASHA and of successive halving ends its schedule', async () => {
  for (const [method, settings, horizon] of [
    ['asha', undefined, 20],
    ['asha', { every: 2, oneIn: 2 }, 16],
    ['halving', undefined, 16],
    ['halving', { every: 2, oneIn: 2 }, 16],
  ] as const) {
    const search = open(method, settings && { settings });
    expect(search.horizon).toBe(horizon);
    expect(reach(await played(search))).toBeGreaterThanOrEqual(horizon);
  }
  // one row alone gets three trials through two rungs of four intervals each
  expect(open('halving', { rows: 1 }).horizon).toBe(8);
});

test('as it begins, ASHA trains two to the end of the run; halving tries twice as many as rows, the best for four fifths', async () => {
  const asha = await played(open('asha'));
  expect(asha.told.at(-1)?.filter(({ trained }) => trained === 20)).toHaveLength(2);
  const halving = await played(open('halving'));
  const begun = halving.told.flat().filter(({ took }) => took === 'first');
  expect(begun).toHaveLength(16);
  expect(halving.told.at(-1)?.map(({ trained }) => trained)).toEqual(new Array(8).fill(16));
});

test('TPE proposes recipes in runs of any length, and parts of methods never take more than theirs', async () => {
  for (const intervals of [5, 7, 11, 21]) {
    const { told } = await played(open('tpe', { intervals }), intervals);
    const trials = new Set(told.flat().map(({ trial }) => trial));
    expect(trials.size, `${intervals} intervals`).toBeGreaterThanOrEqual(16);
  }
  const parts = METHODS.map((method) => defaultSettings(method, 39).every ?? 39);
  expect(parts).toEqual([39, 7, 9, 3, 3, 19, 1]);
  for (const method of METHODS) expect(defaultSettings(method, 1).every ?? 1).toBe(1);
});
