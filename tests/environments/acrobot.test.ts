import { expect, test } from 'vitest';
import { draws } from '#core/random.ts';
import { contains, type Space } from '#core/spaces.ts';
import { acrobot } from '#environments/acrobot.ts';

const REST = { theta1: 0, theta2: 0, omega1: 0, omega2: 0 };
const step = (state: typeof REST, action: number) => acrobot.step(state, [action], draws([0, 0]));

test('hanging still, it stays, at a cost of 1', () => {
  const { state, rewards, terminated } = step(REST, 1);
  expect(Object.values(state).every((x) => Math.abs(x) < 1e-12)).toBe(true);
  expect([rewards[0], terminated]).toEqual([-1, false]);
});

test('the step that reaches the line ends the episode and costs nothing', () => {
  const { rewards, terminated } = step({ ...REST, theta1: Math.PI }, 1);
  expect([rewards[0], terminated]).toEqual([0, true]);
});

test('velocities and angles are kept in their limits, and so observations in their space', () => {
  const observation = new Float32Array(6);
  for (const spin of [-60, 60]) {
    const { state } = step({ ...REST, omega1: spin, omega2: spin }, 1);
    acrobot.observe(state, 0, observation, 0);
    expect(contains(acrobot.players[0]?.observationSpace as Space, observation)).toBe(true);
    expect(Math.abs(state.omega1)).toBe(4 * Math.PI);
    expect(Math.max(Math.abs(state.theta1), Math.abs(state.theta2))).toBeLessThanOrEqual(Math.PI);
  }
});
