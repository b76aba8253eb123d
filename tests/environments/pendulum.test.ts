import { expect, test } from 'vitest';
import { draws } from '#core/random.ts';
import { pendulum } from '#environments/pendulum.ts';

const step = (theta: number, omega: number, torque: number) =>
  pendulum.step({ theta, omega, torque: 0 }, [torque], draws([0, 0]));

test('standing upright without torque costs nothing and stays', () => {
  const { state, rewards } = step(0, 0, 0);
  expect(rewards[0]).toBeCloseTo(0, 15);
  expect(state).toEqual({ theta: 0, omega: 0, torque: 0 });
});

test('turns do not count: a whole one more costs the same', () => {
  expect(step(0.4 + 2 * Math.PI, 1, 0.3).rewards[0]).toBeCloseTo(
    step(0.4, 1, 0.3).rewards[0] ?? 0,
    9,
  );
  expect(step(Math.PI, 0, 0).rewards[0]).toBeCloseTo(-(Math.PI * Math.PI), 9);
});

test('torque is clipped at 2 N m and velocity at 8 rad/s', () => {
  expect(step(1, 0, 50)).toEqual(step(1, 0, 2));
  expect(step(1, 0, -50)).toEqual(step(1, 0, -2));
  expect(step(1.5, 7.9, 2).state.omega).toBe(8);
});

test('the arrow shows which way and how strongly the motor turns', () => {
  const arrow = (torque: number) =>
    pendulum
      .draw({ theta: 1, omega: 0, torque })
      .shapes.flatMap((shape) => (shape.ink === 'flame' && 'points' in shape ? shape.points : []));
  expect(arrow(0)).toEqual([]);
  expect(Math.min(...arrow(1).map(([x]) => x))).toBeLessThan(-0.4); // counter-clockwise, from the top to the left
  expect(Math.max(...arrow(-1).map(([x]) => x))).toBeGreaterThan(0.4);
});
