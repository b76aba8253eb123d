import { expect, test } from 'vitest';
import { type Returned, type Step, withStep } from '#strategy/controllers/dqn/returns.ts';

const step = (reward: number): Step => ({
  state: Float32Array.of(reward),
  numbers: [0, 0, 0, 0],
  rewards: [reward, -reward],
});

/** All that is returned of a run of rewards. */
function run(rewards: readonly number[], n: number | null): Returned[] {
  let waiting: readonly Step[] = [];
  return rewards.flatMap((reward, at) => {
    const isLast = at === rewards.length - 1;
    const next = Float32Array.of(rewards[at + 1] ?? -1);
    const found = withStep(waiting, step(reward), { next, isLast }, n, 0.5);
    waiting = found.waiting;
    return found.returned;
  });
}

const told = (returned: readonly Returned[]) =>
  returned.map(({ state, rewards, next, ended }) => {
    expect(rewards[1]).toBe(-(rewards[0] as number));
    return [state[0], rewards[0], next[0], ended];
  });

test('after one step each reward is its return', () => {
  expect(told(run([8, 4, 2], 1))).toEqual([
    [8, 8, 4, false],
    [4, 4, 2, false],
    [2, 2, -1, true],
  ]);
});

test('after two, two rewards are summed up, and a run’s end cuts them short', () => {
  expect(told(run([8, 4, 2, 1], 2))).toEqual([
    [8, 8 + 2, 2, false],
    [4, 4 + 1, 1, false],
    [2, 2 + 0.5, -1, true],
    [1, 1, -1, true],
  ]);
});

test('by Monte Carlo all rewards that follow are', () => {
  expect(told(run([8, 4, 2], null))).toEqual([
    [8, 8 + 2 + 0.5, -1, true],
    [4, 4 + 1, -1, true],
    [2, 2, -1, true],
  ]);
});

test('n steps of a run that is no longer are all that follow', () => {
  expect(told(run([8, 4], 5))).toEqual(told(run([8, 4], null)));
});
