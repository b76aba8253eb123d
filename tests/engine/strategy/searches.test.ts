import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Device } from '#compute/device.ts';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import { hasher } from '#core/hash.ts';
import { type Choices, fixedLanes } from '#core/strategy/seats.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import type { ClassifierSnapshot } from '#strategy/classifier/classifiers.ts';
import type { IntervalReport, Tests } from '#strategy/run/run-events.ts';
import type { StrategyRun } from '#strategy/run/strategy-run.ts';
import { openStrategy, playStrategy, smallSearch } from './small-strategy.ts';

let device: Device;
beforeAll(async () => {
  device = await createWasmDevice({ threads: 1 });
});
afterAll(() => device.dispose());

/** Rows of the small run that the search steers. */
const ROWS = [1, 2, 3, 4];

interface Lived {
  readonly run: StrategyRun;
  readonly intervals: readonly IntervalReport[];
  readonly tests: Tests;
}

async function lived(config: StrategyConfig): Promise<Lived> {
  const run = await openStrategy(device, config);
  const intervals: IntervalReport[] = [];
  for (;;) {
    const { value, done } = await run.events.next();
    if (done) return { run, intervals, tests: value };
    if (value.kind === 'interval') intervals.push(value.report);
  }
}

test.each([
  ['pbt', 3],
  ['asha', 5],
  ['tpe', 4],
] as const)(
  '%s: the same bits on two threads, and after it was taken up again',
  async (method, until) => {
    const config = smallSearch(method);
    const crew = await createWasmDevice({ threads: 2 });
    const two = await openStrategy(crew, config);
    let saved: unknown;
    for (;;) {
      const { value, done } = await two.events.next();
      if (done) break;
      if (value.kind === 'checkpoint' && two.state.interval === until)
        saved = structuredClone(await value.take());
    }
    const { hash } = two.state;
    two.dispose();
    crew.dispose();
    const one = await openStrategy(device, config);
    expect(await playStrategy(one)).toBe(hash);
    one.dispose();
    const second = await openStrategy(device, config, saved);
    expect(second.state.interval).toBe(until);
    expect(await playStrategy(second)).toBe(hash);
    second.dispose();
  },
);

test('rows of a search train in every interval, and one classifier is chosen by validation', async () => {
  const { run, intervals, tests } = await lived(smallSearch('tpe'));
  run.dispose();
  for (const { rows, step, images } of intervals) {
    expect(images).toBe(8 * step);
    expect(rows.map(({ searched }) => searched !== undefined)).toEqual([
      false,
      ...ROWS.map(() => true),
    ]);
    for (const { training } of rows) expect(training.loss).toBeGreaterThan(0);
  }
  const ended = intervals.flatMap(({ rows }) =>
    rows.flatMap(({ searched, validation }) =>
      searched?.trained === 2 ? [validation.mAP as number] : [],
    ),
  );
  expect(ended).toHaveLength(4 * 4); // trials of two intervals, one after another on each row
  const chosen = tests.flatMap((each) => each.chosen ?? []);
  expect(chosen).toHaveLength(1);
  expect(chosen[0]?.validation).toBe(Math.max(...ended));
});

test('nothing is chosen by the test images', async () => {
  const config = smallSearch('asha');
  const images = { train: 40, validation: 11, test: 3 };
  const data = { ...config.data, images } as StrategyConfig['data'];
  const one = await lived(config);
  const other = await lived({ ...config, data });
  expect(other.intervals.map(({ hash }) => hash)).toEqual(one.intervals.map(({ hash }) => hash));
  expect(other.tests.map(({ chosen }) => chosen)).toEqual(one.tests.map(({ chosen }) => chosen));
  expect(other.tests[0]?.fast).not.toEqual(one.tests[0]?.fast);
  one.run.dispose();
  other.run.dispose();
});

/** Bits of a classifier: weights, averages, what the optimizer keeps. */
function bitsOf({ population }: ClassifierSnapshot, row: number): string {
  const hash = hasher();
  for (const network of Object.values(population.agents[row] ?? {})) {
    for (const each of [network.weights, network.firstMoments, network.secondMoments])
      hash.floats(each);
    hash.text(String(network.updates));
  }
  return hash.hex();
}

test('PBT copies classifiers to the bit: weights, averages, and what optimizers keep', async () => {
  const run = await openStrategy(device, smallSearch('pbt', { every: 2, oneIn: 4 }));
  const rows = [0, ...ROWS];
  const look = async () => {
    const snapshot = await run.classifiers.snapshot();
    return rows.map((row) => bitsOf(snapshot, row));
  };
  let copied = 0;
  let before: readonly string[] = [];
  let after: readonly string[] = [];
  for (;;) {
    const { value, done } = await run.events.next();
    if (done) break;
    if (value.kind === 'checkpoint') before = await look();
    if (value.kind === 'decision') after = await look();
    if (value.kind !== 'interval') continue;
    const took = value.report.rows.map(({ searched }) => searched?.took);
    const from = (row: number) => {
      const donor = took[row];
      return typeof donor === 'number' ? donor + 1 : row; // the first row is no member
    };
    expect(after).toEqual(rows.map((row) => before[from(row)]));
    copied += took.filter((each) => typeof each === 'number').length;
  }
  expect(copied).toBe(3); // one of four, after each round but the last
  run.dispose();
});

test('a trial that begins is as the run began', async () => {
  const config = smallSearch('tpe', { every: 1 }); // each row begins anew in each interval
  const run = await openStrategy(device, config);
  const first = bitsOf(await run.classifiers.snapshot(), 0);
  let begun = 0;
  for (;;) {
    const { value, done } = await run.events.next();
    if (done) break;
    if (value.kind !== 'decision') continue;
    const snapshot = await run.classifiers.snapshot();
    expect(ROWS.map((row) => bitsOf(snapshot, row))).toEqual(ROWS.map(() => first));
    begun += ROWS.length;
  }
  expect(begun).toBe(4 * 8);
  run.dispose();
});

test('a row whose search leaves it alone trains as one that nobody steers', async () => {
  const config = smallSearch('random');
  const { run, intervals } = await lived(config);
  const choices = intervals[0]?.rows[2]?.choices as Choices;
  const fixed = { name: 'Fixed', steering: { kind: 'drawn' as const, lanes: fixedLanes(choices) } };
  const { searches: _, ...others } = config;
  const alone = await lived({ ...others, rows: [fixed] });
  expect(bitsOf(await run.classifiers.snapshot(), 2)).toBe(
    bitsOf(await alone.run.classifiers.snapshot(), 0),
  );
  run.dispose();
  alone.run.dispose();
});

test('a checkpoint without what a search has tried is refused in words', async () => {
  const config = smallSearch('random');
  const run = await openStrategy(device, config);
  const { value } = await run.events.next();
  if (value === undefined || !('take' in value)) throw new Error('no checkpoint came');
  const { searches: _, ...state } = await value.take();
  await expect(openStrategy(device, config, state)).rejects.toThrow(
    "the checkpoint is damaged: it holds no search 'Search'",
  );
  run.dispose();
});
