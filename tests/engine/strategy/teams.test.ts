import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Device } from '#compute/device.ts';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import type { RowInterval } from '#core/strategy/figures.ts';
import { parseStrategyConfig } from '#core/strategy/parse-strategy-config.ts';
import { WHOLE_STATE } from '#core/strategy/state-settings.ts';
import { strategyCatalog } from '#strategy/strategy-catalog.ts';
import { openStrategy, playStrategy, SMALL_TEAMS } from './small-strategy.ts';

let device: Device;
beforeAll(async () => {
  device = await createWasmDevice({ threads: 1 });
});
afterAll(() => device.dispose());

async function intervalsOf(config = SMALL_TEAMS): Promise<(readonly RowInterval[])[]> {
  const run = await openStrategy(device, config);
  const intervals: (readonly RowInterval[])[] = [];
  for (;;) {
    const { value, done } = await run.events.next();
    if (done) break;
    if (value.kind === 'interval') intervals.push(value.report.rows);
  }
  run.dispose();
  return intervals;
}

test('teams decide what their rows do, and say why and what came of it', async () => {
  const intervals = await intervalsOf();
  expect(intervals).toHaveLength(4);
  const [dqn, bandits] = SMALL_TEAMS.teams;
  for (const rows of intervals) {
    expect(rows[1]?.steered).toBeUndefined();
    for (const [row, team] of [
      [0, dqn],
      [2, bandits],
      [3, dqn],
    ] as const) {
      const { choices, steered } = rows[row] as RowInterval;
      expect(team?.options.loss).toContain(choices.loss);
      expect(steered?.reasons.loss.ground).toMatch(/chance|value|held|doubt/);
      expect(Number.isFinite(steered?.reward.total)).toBe(true);
      expect(steered?.state.every(Number.isFinite)).toBe(true);
    }
    expect(rows[2]?.choices.schedule).toBe('constant'); // that seat has nothing to decide
  }
});

test('a run with teams gives the same bits on two threads, and after it was taken up again', async () => {
  const one = await openStrategy(device, SMALL_TEAMS);
  const hash = await playStrategy(one);
  one.dispose();
  const crew = await createWasmDevice({ threads: 2 });
  const two = await openStrategy(crew, SMALL_TEAMS);
  expect(await playStrategy(two)).toBe(hash);
  two.dispose();
  crew.dispose();
  for (const until of [1, 3]) {
    const first = await openStrategy(device, SMALL_TEAMS);
    let saved: unknown;
    while (saved === undefined) {
      const { value, done } = await first.events.next();
      if (done) throw new Error('the run ended before');
      if (value.kind === 'checkpoint' && first.state.interval === until)
        saved = structuredClone(await value.take());
    }
    first.dispose();
    const second = await openStrategy(device, SMALL_TEAMS, saved);
    expect(await playStrategy(second)).toBe(hash);
    second.dispose();
  }
});

test('rows that no team steers train as they do without teams', async () => {
  const alone = await openStrategy(device, {
    ...SMALL_TEAMS,
    teams: [],
    rows: SMALL_TEAMS.rows.slice(1, 2),
  });
  const beside = await openStrategy(device, SMALL_TEAMS);
  await playStrategy(alone);
  await playStrategy(beside);
  expect(await beside.classifiers.weights(1, 'raw')).toEqual(
    await alone.classifiers.weights(0, 'raw'),
  );
  alone.dispose();
  beside.dispose();
});

test.each(strategyCatalog().controllers)('$id steers a run to its end', async ({ id }) => {
  const [team] = SMALL_TEAMS.teams;
  const teams = [{ ...(team as NonNullable<typeof team>), controller: id }];
  const rows = SMALL_TEAMS.rows.filter(
    ({ steering }) => steering.kind === 'team' && steering.team === 'DQN',
  );
  const config = { ...SMALL_TEAMS, teams, rows };
  expect(parseStrategyConfig(config, strategyCatalog()).ok).toBe(true);
  expect(await intervalsOf(config)).toHaveLength(4);
});

test('a team that is not there, or not whole, is refused at its field', () => {
  const [team] = SMALL_TEAMS.teams;
  const problem = (change: object) => {
    const parsed = parseStrategyConfig({ ...SMALL_TEAMS, ...change }, strategyCatalog());
    return parsed.ok ? undefined : parsed.problems[0]?.path;
  };
  expect(problem({ teams: [] })).toBe('rows.0.steering.team');
  expect(problem({ teams: [team, team] })).toBe('teams.1.name');
  expect(problem({ teams: [{ ...team, controller: 'x' }] })).toBe('teams.0.controller');
  expect(problem({ teams: [{ ...team, options: {} }] })).toBe('teams.0.options.augmentation');
  expect(problem({ teams: [{ ...team, reward: {} }] })).toBe('teams.0.reward');
  expect(problem({ teams: [{ ...team, state: { history: 0 } }] })).toBe('teams.0.state');
  const groups = { performance: false, dynamics: true, data: true };
  const state = { ...WHOLE_STATE, groups, lastChoices: false };
  const apart = { ...team, controller: 'dqn-apart', state };
  expect(problem({ teams: [apart, SMALL_TEAMS.teams[1]] })).toBe('teams.0.state');
  expect(problem({ teams: [{ ...apart, controller: 'dqn-vdn' }, SMALL_TEAMS.teams[1]] })).toBe(
    undefined,
  );
});

test('the agents’ time ends before weights are read to be hashed', async () => {
  const run = await openStrategy(device, SMALL_TEAMS);
  const { classifiers } = run;
  const read = classifiers.weights;
  let phase = '';
  const during = new Set<string>();
  Object.assign(classifiers, {
    weights: (...of: Parameters<typeof read>) => {
      during.add(phase);
      return read(...of);
    },
  });
  for (;;) {
    const { value, done } = await run.events.next();
    if (done) break;
    if (value.kind === 'phase') phase = value.phase;
  }
  expect([...during]).toEqual(['record']);
  run.dispose();
});
