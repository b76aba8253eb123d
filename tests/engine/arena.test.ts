import { expect, test } from 'vitest';
import { keyFor } from '#core/random.ts';
import { box } from '#core/spaces.ts';
import { actionScaler, createArena } from '#engine/arena.ts';
import { type PendulumState, pendulum } from '#environments/pendulum.ts';

test('actions in [−1, 1] become those of the environment, and no others', () => {
  const scale = actionScaler(box([3], [-2, 0, 10], [2, 1, 30]));
  const into = new Float32Array(3);
  const scaled = (...actions: number[]) => {
    scale(Float32Array.of(9, ...actions), 1, into);
    return [...into];
  };
  expect(scaled(-1, -1, -1)).toEqual([-2, 0, 10]);
  expect(scaled(1, 1, 1)).toEqual([2, 1, 30]);
  expect(scaled(0, 0, 0)).toEqual([0, 0.5, 20]);
  expect(scaled(-7, 1.5, 0.5)).toEqual([-2, 1, 25]);
});

test('actions of a box from −1 to 1 stay as they are, to the bit', () => {
  const scale = actionScaler(box([1], -1, 1));
  const into = new Float32Array(1);
  for (const action of [0.1, -0.7, 1 / 3, 1e-20, -1, 1].map(Math.fround)) {
    scale(Float32Array.of(action), 0, into);
    expect(into[0]).toBe(action);
  }
});

test('choices stay as they are, and bounds that are not finite are named', () => {
  const into = new Float32Array(2);
  actionScaler({ kind: 'multiDiscrete', sizes: [5, 9] })(Float32Array.of(4, 8), 0, into);
  expect([...into]).toEqual([4, 8]);
  expect(() => actionScaler(box([2], -1, [1, Infinity]))).toThrow(/\[1, Infinity\]/);
});

test('an environment gets the scaled action', () => {
  const arena = createArena(pendulum, 2, (lane, episode) => keyFor(1, 'reset', lane, episode));
  arena.reset(0);
  arena.reset(1);
  arena.step(1, Float32Array.of(0.25, -0.75), 1);
  expect((arena.state(1) as PendulumState).torque).toBe(-1.5);
  expect((arena.state(0) as PendulumState).torque).toBe(0);
});
