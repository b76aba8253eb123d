import { expect, test } from 'vitest';
import { maddpg } from '#algorithms/maddpg.ts';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import type { Environment } from '#core/environment.ts';
import type { FitnessOf } from '#core/run-config.ts';
import { crown } from '#engine/champion.ts';
import { type Evaluation, evaluate } from '#engine/evaluate.ts';
import { foundStateOf } from '#engine/founding.ts';
import type { RunState } from '#engine/state.ts';
import { adversary } from '#environments/particles/adversary.ts';
import { teamConfig } from './team-run.ts';

const ENVIRONMENT = adversary() as unknown as Environment;
const EPISODES = 6; // two starts, from each of which every team meets all three adversaries

/** Three teams of which nobody has learned anything, and what is to be disposed of. */
async function found(fitness: FitnessOf) {
  const base = teamConfig(maddpg, adversary() as never);
  const config = {
    ...base,
    evaluation: { episodes: EPISODES, fitness },
    mutation: { ...base.mutation, preTraining: false }, // all networks are of one shape
  };
  const device = await createWasmDevice({ threads: 1 });
  const state = foundStateOf({ algorithm: maddpg, environment: ENVIRONMENT, config, device });
  return { state, device };
}

async function evaluated(state: RunState): Promise<Evaluation> {
  const playing = evaluate(state);
  for (;;) {
    const { value, done } = await playing.next();
    if (done) return value;
  }
}

/** Turns the weights of a team's player round, so that it does otherwise. */
async function turnRound({ device }: RunState, slot: number, network: string): Promise<void> {
  const snapshot = await device.snapshot();
  const own = snapshot.agents[slot]?.[network];
  if (!own) throw new Error(`there is no network ${network}`);
  own.weights.forEach((weight, i) => {
    own.weights[i] = -weight;
  });
  device.restore(snapshot);
}

/** Gives all teams the good agents of the first, so that they differ by their adversaries alone. */
async function withEqualGoods({ device }: RunState): Promise<void> {
  const snapshot = await device.snapshot();
  const [first, ...others] = snapshot.agents;
  for (const other of others)
    for (const network of ['actor/agent_0', 'actor/agent_1'])
      other[network]?.weights.set(first?.[network]?.weights ?? []);
  device.restore(snapshot);
}

test('teams whose good agents are the same are equally fit, whatever their adversaries are', async () => {
  const { state, device } = await found('agent');
  await withEqualGoods(state);
  const { fitness, ofPlayers } = await evaluated(state);
  for (const other of fitness) expect(other).toBeCloseTo(fitness[0] as number, 9);
  expect(new Set(ofPlayers['return_adversary']).size).toBe(3);
  await turnRound(state, 0, 'actor/adversary');
  const after = await evaluated(state);
  expect(after.fitness[0]).not.toBe(fitness[0]);
  for (const other of after.fitness) expect(other).toBeCloseTo(after.fitness[0] as number, 9);
  // Each player's return is of the agent that it belongs to; the others' adversaries met the same as before.
  const [first, then] = [ofPlayers['return_adversary'], after.ofPlayers['return_adversary']];
  expect(then?.[0]).not.toBe(first?.[0]);
  expect(then?.[1]).toBe(first?.[1]);
  state.device.dispose();
  device.dispose();
});

test('the return of all is of the team’s own players', async () => {
  const { state, device } = await found('sum');
  const before = await evaluated(state);
  await turnRound(state, 0, 'actor/adversary');
  const after = await evaluated(state);
  expect(after.fitness[0]).not.toBe(before.fitness[0]);
  expect(after.fitness.subarray(1)).toEqual(before.fitness.subarray(1));
  state.device.dispose();
  device.dispose();
});

test('in a contest challenger and champion meet the same adversaries, whatever fitness was before', async () => {
  const { state, device } = await found('agent');
  await withEqualGoods(state);
  const end = async (fitness: readonly number[]) => {
    state.agents = state.agents.map((agent, slot) => ({
      ...agent,
      fitnessHistory: [fitness[slot] as number], // of three
    }));
    const crowning = crown(state, device);
    for (;;) {
      const { value, done } = await crowning.next();
      if (done) throw new Error('nobody challenged');
      if (value.kind === 'champion') return value.contest;
    }
  };
  await end([1, 0, Number.NaN]);
  state.generation++;
  // Fitness was measured against others than the champion's figure, so it need not exceed that.
  const { challenger, before, won } = await end([-200, -100, -200]);
  expect(challenger.agent).toBe(1);
  expect(challenger.mean).toBeCloseTo(before?.mean as number, 9);
  expect(won).toBe(challenger.mean > (before?.mean as number));
  state.device.dispose();
  device.dispose();
});
