import { expect, test } from 'vitest';
import { draws } from '#core/random.ts';
import { contains, type Space } from '#core/spaces.ts';
import { mountainCar } from '#environments/mountain-car.ts';

const step = (position: number, velocity: number, action: number) =>
  mountainCar.step({ position, velocity }, [action], draws([0, 0]));

test('the wall at the left stops the car, inside the observation space', () => {
  const { state, terminated } = step(-1.19, -0.06, 0);
  expect(state).toEqual({ position: -1.2, velocity: 0 });
  expect(terminated).toBe(false);
  const observation = new Float32Array(2);
  mountainCar.observe(state, 0, observation, 0);
  expect(contains(mountainCar.players[0]?.observationSpace as Space, observation)).toBe(true);
});

test('the flag ends the episode, at the cost of a step', () => {
  expect(step(0.49, 0.05, 2)).toMatchObject({ terminated: true, rewards: [-1] });
  expect(step(0.58, -0.02, 2)).toMatchObject({ terminated: false });
});

test('the engine is too weak to climb from rest', () => {
  let state = { position: -0.5, velocity: 0 };
  for (let i = 0; i < 200; i++) ({ state } = step(state.position, state.velocity, 2));
  expect(state.position).toBeLessThan(0.5);
});
