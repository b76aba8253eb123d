import { expect, test } from 'vitest';
import { foundState } from '#engine/founding.ts';
import { createRun } from '#engine/run.ts';
import { trainOffPolicy } from '#engine/train-off-policy.ts';
import { createTrainingArena } from '#engine/training-arena.ts';
import { openLines } from '#environments/connect-four/ladder.ts';
import type { ConnectFourState } from '#environments/connect-four/rules.ts';
import { policyConfig, selfPlayConfig } from './self-play-config.ts';
import { CATALOG, play } from './small-run.ts';
import { watchedDevice } from './watched-device.ts';

const SHAPING = 0.5;
const environmentOptions = { randomShare: 1, selfShare: 0, shaping: SHAPING };

/** Shaping times the potential Φ of an observation. */
function potentialOf(observation: Float32Array): number {
  const owners = Array.from({ length: 42 }, (_, cell) =>
    observation[2 * cell] ? 0 : observation[2 * cell + 1] ? 1 : null,
  );
  return (SHAPING * openLines(owners)) / 100;
}

/** The numbers of a row of a table, so many in each. */
const rowOf = (table: Float32Array, row: number, width: number) =>
  table.subarray(row * width, (row + 1) * width);

test('a step pays γΦ(s′) − Φ(s) for any γ, and a game its discounted result less the first Φ', async () => {
  const device = await watchedDevice(() => {});
  const state = foundState(selfPlayConfig({ environmentOptions }), device, []);
  const arena = createTrainingArena(state);
  const observation = new Float32Array(84);
  const potential = (lane: number) => {
    arena.observe(lane, observation, 0);
    return potentialOf(observation);
  };
  const lanes = Array.from({ length: arena.count }, (_, lane) => lane);
  const seats = lanes.map((lane) => (arena.state(lane) as ConnectFourState).turn);
  const games = lanes.map((lane) => ({ first: potential(lane), paid: [] as [number, number][] }));
  const over = new Set<number>();
  let before = lanes.map(potential);
  for (let step = 0; over.size < lanes.length; step++) {
    const choices = lanes.map((lane) => arena.choices(lane)[0] ?? 0);
    await arena.stepAll?.(Float32Array.from(choices), step);
    for (const lane of lanes) {
      const { rewards, potential: after = 0, terminated } = arena.step(lane, observation, 0);
      const { first, paid } = games[lane] as (typeof games)[number];
      const result = arena.episodeReturn(lane);
      if (!terminated) expect(result).toBe(0);
      const [at, next] = [before[lane] as number, terminated ? 0 : potential(lane)];
      paid.push([rewards[0] as number, after]);
      for (const gamma of [0.9, 1]) {
        expect((rewards[0] as number) + gamma * after).toBeCloseTo(result + gamma * next - at, 6);
        const sum = paid.reduce(
          (sum, [now, then], t) => sum + gamma ** t * (now + gamma * then),
          0,
        );
        if (terminated) expect(sum).toBeCloseTo(gamma ** (paid.length - 1) * result - first, 6);
      }
      if (!terminated) continue;
      over.add(lane);
      arena.reset(lane);
      games[lane] = { first: potential(lane), paid: [] };
    }
    before = lanes.map(potential);
  }
  arena.dispose();
  state.device.dispose();
  device.dispose();
  expect(new Set(seats)).toEqual(new Set([0, 1])); // both colours
});

test('the replay buffer has Φ of what follows as what is added to its value, for no γ in particular', async () => {
  let ended = 0;
  let valued = 0;
  const device = await watchedDevice((name, args) => {
    if (name !== 'remember') return;
    const [count, fields] = args as [number, Record<string, Float32Array>];
    const { observations, nextObservations, rewards, nextMask, terminated } = fields;
    if (!observations || !nextObservations || !rewards || !nextMask)
      throw new Error('no such step');
    for (let row = 0; row < count; row++) {
      const result = (rewards[row] as number) + potentialOf(rowOf(observations, row, 84));
      expect(result).toBeCloseTo(terminated?.[row] ? Math.round(result) : 0, 6);
      ended += terminated?.[row] as number;
      if (terminated?.[row]) continue;
      const next = rowOf(nextObservations, row, 84);
      rowOf(nextMask, row, 7).forEach((added, column) => {
        const isFull = next[2 * column] || next[2 * column + 1];
        if (isFull) expect(added).toBeLessThan(-1e8);
        else expect(added).toBeCloseTo(potentialOf(next), 6);
        valued += Math.abs(added) > 0 ? 1 : 0;
      });
    }
  });
  const state = foundState(selfPlayConfig({ environmentOptions }), device, []);
  for await (const _ of trainOffPolicy(state));
  state.device.dispose();
  device.dispose();
  expect(ended).toBeGreaterThan(0);
  expect(valued).toBeGreaterThan(100);
});

test('PPO discounts what a step pays by its own γ', async () => {
  const [gamma, width] = [0.7, 8]; // environments side by side
  const tables: Record<string, Float32Array[]> = {};
  const device = await watchedDevice((name, args) => {
    if (name !== 'write' || args[0] !== 'learn') return;
    const field = args[1] as string;
    tables[field] = [...(tables[field] ?? []), (args[3] as Float32Array).slice()];
  });
  const { hyperparameters, ...config } = policyConfig();
  const set = (name: string, value: number) => ({
    ...hyperparameters[name],
    value,
    min: 0,
    max: 1,
  });
  const values = { gamma: set('gamma', gamma), lambda: set('lambda', 0) };
  const run = createRun({
    config: {
      ...config,
      environmentOptions,
      generations: 1,
      hyperparameters: { ...hyperparameters, ...values } as typeof hyperparameters,
    },
    catalog: CATALOG,
    device,
  });
  await play(run);
  run.dispose();
  device.dispose();
  const discs = (seen: Float32Array) => seen.reduce((sum, each) => sum + each, 0);
  let compared = 0;
  tables['observations']?.forEach((observations, rollout) => {
    const [returns, known] = [tables['returns']?.[rollout], tables['values']?.[rollout]];
    for (let row = 0; row < 32 - width; row++) {
      const [seen, next] = [row, row + width].map((each) => rowOf(observations, each, 84));
      if (!seen || !next || discs(next) !== discs(seen) + 2) continue; // a new game
      const value = (known?.[row + width] as number) + potentialOf(next);
      expect(returns?.[row]).toBeCloseTo(gamma * value - potentialOf(seen), 5);
      compared++;
    }
  });
  expect(compared).toBeGreaterThan(20);
});
