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
const EPISODES = 5;

/** Three teams of which nobody has learned anything, and what is to be disposed of. */
async function found(fitness: FitnessOf) {
  const base = teamConfig(maddpg, adversary() as never);
  const config = { ...base, evaluation: { episodes: EPISODES, fitness } };
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

test('who plays worse on the other side makes the others fitter, not its own team', async () => {
  const { state, device } = await found('agent');
  const before = await evaluated(state);
  await turnRound(state, 0, 'actor/adversary');
  const after = await evaluated(state);
  expect(after.fitness[0]).toBe(before.fitness[0]);
  expect(after.fitness[1]).not.toBe(before.fitness[1]);
  expect(after.fitness[2]).not.toBe(before.fitness[2]);
  // Each player's return is of the agent that it belongs to.
  const [first, then] = [before, after].map(({ ofPlayers }) => ofPlayers['return_adversary']);
  expect(then?.[0]).not.toBe(first?.[0]);
  expect([then?.[1], then?.[2]]).toEqual([first?.[1], first?.[2]]);
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

test('in a contest the challenger and the champion are each other’s other side', async () => {
  const contestOf = async (turned: number | null) => {
    const { state, device } = await found('agent');
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
    if (turned !== null) await turnRound(state, turned, 'actor/adversary');
    const first = await end([1, 0, 0]);
    state.generation++;
    // An agent challenges whatever its fitness is, which was measured against others than the champion's figure.
    const second = await end([-200, -100, -200]);
    state.device.dispose();
    device.dispose();
    return { first, second };
  };
  const plain = await contestOf(null);
  const own = await contestOf(0);
  const next = await contestOf(1);
  expect(plain.second.challenger.agent).toBe(1);
  expect(own.first.challenger.mean).toBe(plain.first.challenger.mean);
  expect(next.first.challenger.mean).not.toBe(plain.first.challenger.mean);
  // The champion's other side is turned: its challenger's figure is another, its own is not.
  expect(own.second.challenger.mean).not.toBe(plain.second.challenger.mean);
  expect(own.second.before?.mean).toBe(plain.second.before?.mean);
});
