import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Device } from '#compute/device.ts';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import { withHand, withRowHand } from '#core/strategy/hand.ts';
import type { StrategyConfig, StrategyRow } from '#core/strategy/strategy-config.ts';
import type { IntervalReport } from '#strategy/run/run-events.ts';
import type { StrategyRun } from '#strategy/run/strategy-run.ts';
import {
  openStrategy,
  playStrategy,
  SMALL_STRATEGY,
  SMALL_TEAMS,
  trainedTeams,
} from './small-strategy.ts';

let device: Device;
beforeAll(async () => {
  device = await createWasmDevice({ threads: 1 });
});
afterAll(() => device.dispose());

/** Plays a run to its end, `choose` before each decision takes effect. */
async function lived(run: StrategyRun, choose: (interval: number) => void = () => {}) {
  const intervals: IntervalReport[] = [];
  for (;;) {
    const { value, done } = await run.events.next();
    if (done) return intervals;
    if (value.kind === 'decision') choose(value.interval);
    if (value.kind === 'interval') intervals.push(value.report);
  }
}

test.each<[string, StrategyConfig, number]>([
  ['a recipe', SMALL_STRATEGY, 0],
  ['chance', SMALL_STRATEGY, 1],
  ['four networks', SMALL_TEAMS, 0],
  ['bandits', SMALL_TEAMS, 2],
])(
  'a person chooses in place of %s, and the run with these choices gives the same bits',
  async (_, config, row) => {
    const live = await openStrategy(device, config);
    const intervals = await lived(live, (interval) => {
      if (interval === 1) live.hand(row, withHand(undefined, 1, { loss: 'asl' }, false));
      if (interval === 2)
        live.hand(row, withHand(live.config.rows[row]?.hand, 2, { optimizer: 'adam' }, true));
    });
    expect(intervals[1]?.rows[row]?.choices.loss).toBe('asl');
    expect(intervals[1]?.rows[row]?.steered?.reasons.loss.ground).toBe('hand');
    expect(intervals[3]?.rows[row]?.choices.optimizer).toBe('adam');
    expect(intervals[3]?.rows[row]?.steered?.reasons.loss.ground).not.toBe('hand');
    const reward = intervals[1]?.rows[row]?.steered?.reward;
    expect(reward?.total).toBeCloseTo(
      Object.values(reward?.parts ?? {}).reduce((sum, part) => sum + part, 0),
    );
    const again = await openStrategy(device, live.config);
    expect(await playStrategy(again)).toBe(live.state.hash);
    live.dispose();
    again.dispose();
  },
);

test('what is decided stands, and a person may still choose for the decision that waits', async () => {
  const run = await openStrategy(device);
  await lived(run, (interval) => {
    if (interval !== 2) return;
    expect(() => run.hand(0, withHand(undefined, 1, { loss: 'cb' }, false))).toThrow(
      "row 'Usual' has trained up to interval 2",
    );
    run.hand(0, withHand(undefined, 2, { loss: 'cb' }, false));
  });
  expect(run.choices(0)?.loss).toBe('bce');
  run.dispose();
});

describe('a run that is taken up again', () => {
  const rewarded = (rows: StrategyConfig['rows']) =>
    rows.with(1, withRowHand(rows[1] as StrategyRow, withHand(undefined, 2, { loss: 'cb' }, true)));

  /** Its state after two intervals, what came of these, and its hash at the end. */
  async function halfway(config: StrategyConfig) {
    const run = await openStrategy(device, config);
    const past: IntervalReport['rows'][] = [];
    let saved: Record<string, unknown> = {};
    for (;;) {
      const { value, done } = await run.events.next();
      if (done) break;
      if (value.kind === 'interval' && past.length < 2) past.push(value.report.rows);
      if (value.kind === 'checkpoint' && run.state.interval === 2)
        saved = structuredClone({ ...(await value.take()) });
    }
    run.dispose();
    return { saved, past, hash: run.state.hash };
  }

  test.each([
    ['recipes', SMALL_STRATEGY],
    ['teams', SMALL_TEAMS],
  ])('rewards a row that a person steers as before, with %s', async (_, { rows, ...rest }) => {
    const config = { ...rest, rows: rewarded(rows) };
    const { saved, past, hash } = await halfway(config);
    const again = await openStrategy(device, config, saved);
    expect(await playStrategy(again)).toBe(hash);
    again.dispose();

    const { memories: _memories, ...early } = saved;
    const known = await openStrategy(device, config, early, past);
    expect(await playStrategy(known), 'from a state without row memories').toBe(hash);
    known.dispose();
    await expect(openStrategy(device, config, early)).rejects.toThrow(
      'it is that of an earlier version, and what came of its intervals is not there',
    );
  });
});

test('a seat of a team that learns no more is held at a choice that is none of its own', async () => {
  const config = await trainedTeams(device);
  const hand = withHand(undefined, 0, { optimizer: 'momentum' }, true);
  const rows = config.rows.map((row) => (row.name === 'A' ? withRowHand(row, hand) : row));
  const run = await openStrategy(device, { ...config, rows });
  const intervals = await lived(run);
  const [held, free] = [0, 3].map((at) => intervals.map(({ rows: all }) => all[at]));
  expect(held?.map((row) => row?.choices.optimizer)).toEqual(intervals.map(() => 'momentum'));
  expect(free?.every((row) => row?.choices.optimizer !== 'momentum')).toBe(true); // the same team
  expect(held?.[1]?.steered?.reasons.optimizer.ground).toBe('hand');
  expect(held?.[1]?.steered?.reasons.loss.ground).not.toBe('hand');
  run.dispose();
});
