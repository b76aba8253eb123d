import { expect, test } from 'vitest';
import type { Environment } from '#core/environment.ts';
import { keyFor } from '#core/random.ts';
import { box } from '#core/spaces.ts';
import { createArena } from '#engine/arena.ts';

interface State {
  readonly step: number;
  readonly acted: readonly number[];
}

/** The first player observes two numbers and turns a knob, the second observes a choice and makes one; the second leaves. */
const world: Environment<State> = {
  id: 'World',
  title: 'World',
  summary: '',
  players: [
    { name: 'turner', observationSpace: box([2], -9, 9), actionSpace: box([1], 0, 4) },
    {
      name: 'chooser',
      observationSpace: { kind: 'discrete', n: 3 },
      actionSpace: { kind: 'discrete', n: 5 },
    },
  ],
  maxSteps: 4,
  secondsPerStep: 1,
  returnRange: [0, 1],
  solvedAt: 1,
  observationLabels: [],
  actionLabels: [],
  reset: () => ({ step: 0, acted: [] }),
  step: ({ step }, action) => ({
    state: { step: step + 1, acted: [...Array.from(action)] },
    rewards: [1, 10],
    terminated: false,
  }),
  isGone: ({ step }, player) => player === 1 && step >= 2,
  observe({ step }, player, into, at) {
    if (player === 0) into.set([step, -step], at);
    else into[at] = step;
  },
  draw: () => {
    throw new Error('a world without a picture');
  },
};

const arenaOf = () => {
  const arena = createArena(world as Environment, 2, (lane) => keyFor(1, 'reset', lane, 0));
  arena.reset(0);
  arena.reset(1);
  return arena;
};

test('players act and observe side by side, each in its own space', () => {
  const arena = arenaOf();
  expect([arena.playerCount, arena.observationWidth, arena.actionWidth]).toEqual([2, 5, 2]);
  arena.step(1, Float32Array.of(9, 9, 0.5, 3), 2);
  expect((arena.state(1) as State).acted).toEqual([3, 3]);
  const seen = new Float32Array(7).fill(7);
  arena.observe(1, seen, 1);
  expect([...seen]).toEqual([7, 1, -1, 0, 1, 0, 7]);
});

test('each has its own reward, and the return is everybody’s', () => {
  const arena = arenaOf();
  const { rewards, ended, terminated } = arena.step(0, new Float32Array(2), 0);
  expect([...rewards]).toEqual([1, 10]);
  expect([...ended]).toEqual([0, 0]);
  expect(terminated).toBe(false);
  expect(arena.episodeReturn(0)).toBe(11);
});

test('for one that leaves the task ends: it is rewarded no more and observes nothing', () => {
  const arena = arenaOf();
  const step = () => {
    const { rewards, ended, truncated } = arena.step(0, new Float32Array(2), 0);
    return { rewards: [...rewards], ended: [...ended], truncated };
  };
  expect(step()).toEqual({ rewards: [1, 10], ended: [0, 0], truncated: false });
  expect(step()).toEqual({ rewards: [1, 10], ended: [0, 1], truncated: false });
  expect(step()).toEqual({ rewards: [1, 0], ended: [0, 1], truncated: false });
  expect(step()).toEqual({ rewards: [1, 0], ended: [0, 1], truncated: true });
  expect(arena.episodeReturn(0)).toBe(24);
  const seen = new Float32Array(5).fill(7);
  arena.observe(0, seen, 0);
  expect([...seen]).toEqual([4, -4, 0, 0, 0]);
});
