import { expect, test } from 'vitest';
import { draws } from '#core/random.ts';
import type { AcrobotState } from '#environments/acrobot.ts';
import type { CartPoleState } from '#environments/cart-pole.ts';
import { environmentById } from '#environments/index.ts';
import type { MountainCarState } from '#environments/mountain-car.ts';
import reference from '../reference/gymnasium-classic-control.json' with { type: 'json' };

/** Gymnasium's state vectors as ours. */
const STATES = {
  'CartPole-v1': ([x, v, theta, omega]: number[]) => ({ x, v, theta, omega }) as CartPoleState,
  'MountainCar-v0': ([position, velocity]: number[]) =>
    ({ position, velocity }) as MountainCarState,
  'Acrobot-v1': ([theta1, theta2, omega1, omega2]: number[]) =>
    ({ theta1, theta2, omega1, omega2 }) as AcrobotState,
};

const trajectories = Object.entries(STATES).flatMap(([id, stateOf]) =>
  reference.environments[id as keyof typeof STATES].map((trajectory, i) => ({
    name: `${id}, trajectory ${i}`,
    environment: environmentById(id),
    state: stateOf(trajectory.initialState) as unknown,
    steps: trajectory.steps,
  })),
);

test('there are trajectories of each environment', () => {
  expect(trajectories.length).toBe(8);
  expect(trajectories.every(({ steps }) => steps.length > 5)).toBe(true);
});

test.each(trajectories)('$name is Gymnasium’s to 1e-6', ({ environment, state, steps }) => {
  const observation = new Float32Array(environment.observationLabels.length);
  let current = state;
  for (const [i, expected] of steps.entries()) {
    const {
      state: next,
      rewards,
      terminated,
    } = environment.step(current, [expected.action], draws([0, 0]));
    environment.observe(next, 0, observation, 0);
    const off = expected.observation.map((x, at) => Math.abs((observation[at] as number) - x));
    expect(Math.max(...off), `step ${i}`).toBeLessThan(1e-6);
    expect([...rewards], `step ${i}`).toEqual([expected.reward]);
    expect(terminated, `step ${i}`).toBe(expected.terminated);
    current = next;
  }
});
