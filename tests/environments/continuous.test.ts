import { expect, test } from 'vitest';
import type { Environment } from '#core/environment.ts';
import { draws } from '#core/random.ts';
import { mountainCarContinuous } from '#environments/mountain-car-continuous.ts';
import { pendulum } from '#environments/pendulum.ts';
import reference from '../reference/gymnasium-classic-control.json' with { type: 'json' };

/** Gymnasium's state vectors as ours. */
const TASKS = {
  'Pendulum-v1': {
    environment: pendulum as Environment,
    stateOf: ([theta, omega]: number[]) => ({ theta, omega, torque: 0 }),
  },
  'MountainCarContinuous-v0': {
    environment: mountainCarContinuous as Environment,
    stateOf: ([position, velocity]: number[]) => ({ position, velocity }),
  },
};

const trajectories = Object.entries(TASKS).flatMap(([id, { environment, stateOf }]) =>
  reference.environments[id as keyof typeof TASKS].map((trajectory, i) => ({
    name: `${id}, trajectory ${i}`,
    environment,
    state: stateOf(trajectory.initialState) as unknown,
    steps: trajectory.steps,
  })),
);

test('there are trajectories of both tasks, with actions beyond the bounds', () => {
  expect(trajectories.length).toBe(4);
  for (const { environment, steps } of trajectories) {
    const space = environment.players[0]?.actionSpace;
    const bound = space?.kind === 'box' ? (space.high[0] as number) : Number.NaN;
    expect(steps.length).toBeGreaterThan(20);
    expect(steps.some(({ action }) => Math.abs(action[0] as number) > bound)).toBe(true);
  }
});

test.each(trajectories)('$name is Gymnasium’s to 1e-6', ({ environment, state, steps }) => {
  const observation = new Float32Array(environment.observationLabels.length);
  let current = state;
  for (const [i, expected] of steps.entries()) {
    const {
      state: next,
      rewards,
      terminated,
    } = environment.step(current, expected.action, draws([0, 0]));
    environment.observe(next, 0, observation, 0);
    const off = expected.observation.map((x, at) => Math.abs((observation[at] as number) - x));
    expect(Math.max(...off), `step ${i}`).toBeLessThan(1e-6);
    expect(Math.abs((rewards[0] as number) - expected.reward), `step ${i}`).toBeLessThan(1e-6);
    expect(terminated, `step ${i}`).toBe(expected.terminated);
    current = next;
  }
});

test('the flag counts 100, less the throttle that reached it', () => {
  const { rewards, terminated } = mountainCarContinuous.step(
    { position: 0.44, velocity: 0.05 },
    [0.5],
    draws([0, 0]),
  );
  expect(terminated).toBe(true);
  expect(rewards[0]).toBeCloseTo(100 - 0.1 * 0.25, 12);
});
