import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Device } from '#compute/device.ts';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import type { IntervalReport, Tests } from '#strategy/run/run-events.ts';
import type { StrategyRun } from '#strategy/run/strategy-run.ts';
import { openStrategy, playStrategy, SMALL_STRATEGY } from './small-strategy.ts';

let device: Device;
beforeAll(async () => {
  device = await createWasmDevice({ threads: 1 });
});
afterAll(() => device.dispose());

/** Plays a run to its end. */
async function lived(run: StrategyRun): Promise<{ intervals: IntervalReport[]; tests: Tests }> {
  const intervals: IntervalReport[] = [];
  for (;;) {
    const { value, done } = await run.events.next();
    if (done) return { intervals, tests: value };
    if (value.kind === 'interval') intervals.push(value.report);
  }
}

test('a run trains, validates after every interval, and is tested once at its end', async () => {
  const run = await openStrategy(device);
  const { intervals, tests } = await lived(run);
  run.dispose();
  expect(intervals.map(({ step }) => step)).toEqual([2, 4, 6, 7]);
  expect(intervals.map(({ images }) => images)).toEqual([16, 32, 48, 56]);
  const last = intervals.at(-1)?.rows;
  expect(last).toHaveLength(3);
  expect(last?.[2]?.choices.loss).toBe('bce');
  expect(intervals[1]?.rows[2]?.choices.loss).toBe('cb');
  for (const { training, validation, diverged } of last ?? []) {
    expect(diverged).toBe(false);
    const { referenceDeviation, ...figures } = training;
    expect(referenceDeviation).toBe(0); // of one update
    for (const figure of Object.values(figures)) expect(figure).toBeGreaterThan(0);
    expect(validation.mAP).toBeGreaterThan(0);
    expect(validation.averagePrecision).toHaveLength(12);
  }
  expect(tests).toHaveLength(3);
  expect(tests[0]?.raw).not.toEqual(tests[0]?.slow);
});

test('the same run on two threads gives the same bits', async () => {
  const one = await openStrategy(device);
  const hash = await playStrategy(one);
  one.dispose();
  const crew = await createWasmDevice({ threads: 2 });
  const two = await openStrategy(crew);
  expect(await playStrategy(two)).toBe(hash);
  two.dispose();
  crew.dispose();
});

test('a classifier alone trains as it does among others', async () => {
  const together = await openStrategy(device);
  await playStrategy(together);
  for (const row of [0, 1, 2]) {
    const only = SMALL_STRATEGY.rows.slice(row, row + 1);
    const alone = await openStrategy(device, { ...SMALL_STRATEGY, rows: only });
    await playStrategy(alone);
    for (const weights of ['raw', 'fast', 'slow'] as const)
      expect(await alone.classifiers.weights(0, weights)).toEqual(
        await together.classifiers.weights(row, weights),
      );
    alone.dispose();
  }
  together.dispose();
});

test.each([0, 1, 2, 3])(
  'a run that goes on from interval %i ends as if it had never stopped',
  async (until) => {
    const whole = await openStrategy(device);
    const hash = await playStrategy(whole);
    whole.dispose();
    const first = await openStrategy(device);
    let saved: unknown;
    while (saved === undefined) {
      const { value, done } = await first.events.next();
      if (done) throw new Error('the run ended before');
      if (value.kind === 'checkpoint' && first.state.interval === until)
        saved = structuredClone(await value.take());
    }
    first.dispose();
    const second = await openStrategy(device, SMALL_STRATEGY, saved);
    expect(second.state.interval).toBe(until);
    expect(await playStrategy(second)).toBe(hash);
    second.dispose();
  },
);

test('another seed, recipe or ramp is another run', async () => {
  const hashes = new Set<string>();
  const { training, rows } = SMALL_STRATEGY;
  for (const config of [
    SMALL_STRATEGY,
    { ...SMALL_STRATEGY, seed: 4 },
    { ...SMALL_STRATEGY, training: { ...training, ramp: 1 } },
    { ...SMALL_STRATEGY, rows: rows.slice(0, 2) },
  ]) {
    const run = await openStrategy(device, config);
    hashes.add(await playStrategy(run));
    run.dispose();
  }
  expect(hashes.size).toBe(4);
});

test('a state that is damaged is refused in words', async () => {
  await expect(openStrategy(device, SMALL_STRATEGY, { interval: 1 })).rejects.toThrow(
    'the checkpoint is damaged',
  );
});
