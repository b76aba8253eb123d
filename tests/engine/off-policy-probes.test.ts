import { expect, test } from 'vitest';
import { dqn } from '#algorithms/dqn.ts';
import type { RunConfig } from '#core/run-config.ts';
import type { RunState } from '#engine/state.ts';
import { trainOffPolicy } from '#engine/train-off-policy.ts';
import type { Checkpoint } from '#protocol/messages.ts';
import { probe, probeState } from './probes.ts';
import { openRun, play, smallConfig } from './small-run.ts';
import { watchedDevice } from './watched-device.ts';

interface Transition {
  readonly observation: readonly number[];
  readonly action: number;
  readonly reward: number;
  readonly nextObservation: readonly number[];
  readonly terminated: number;
}

interface Setting {
  readonly agents?: number;
  readonly lanes?: number;
  readonly steps?: number;
  readonly delay?: number;
  /** Learn steps by slot; the last one is everybody's from there on. */
  readonly learnStep?: readonly number[];
  readonly batchSize?: readonly number[];
}

function configOf({ agents = 1, lanes = 4, steps = 64, delay = 0 }: Setting): RunConfig {
  const { network, ...config } = smallConfig();
  return {
    ...config,
    populationSize: agents,
    network: { ...network, encoderHidden: [16], latent: 8, headHidden: [16] },
    training: {
      stepsPerGeneration: steps,
      environmentsPerAgent: lanes,
      replayCapacity: 5000,
      learningDelay: delay,
    },
    mutation: { ...config.mutation, preTraining: false },
  };
}

function withHyperparameters(state: RunState, { learnStep = [4], batchSize = [8] }: Setting): void {
  state.agents = state.agents.map((agent, slot) => {
    const own = { learnStep: at(learnStep, slot), batchSize: at(batchSize, slot) };
    const hyperparameters = { ...agent.genome.hyperparameters, ...own };
    state.device.setHyperparameters(slot, hyperparameters);
    return { ...agent, genome: { ...agent.genome, hyperparameters } };
  });
}

const at = (list: readonly number[], slot: number) =>
  list[Math.min(slot, list.length - 1)] as number; // never empty

/**
 * Trains for a generation; returns the transitions that entered the replay buffer, one list for each vector step, and by
 * slot how many updates came after each vector step. `prepare` may change the state before.
 */
async function train(
  environment: ReturnType<typeof probe>,
  setting: Setting,
  between: (step: number, state: RunState) => void = () => {},
) {
  const remembered: Transition[][] = [];
  const updates: number[][] = [];
  const device = await watchedDevice((name, args) => {
    if (name === 'remember') {
      const [count, fields] = args as [number, Record<string, Float32Array>];
      remembered.push(Array.from({ length: count }, (_, row) => transitionOf(fields, row)));
      updates.push(Array.from({ length: setting.agents ?? 1 }, () => 0));
    }
    if (name !== 'run' || args[0] !== 'learn') return;
    const counts = updates.at(-1) as number[]; // transitions come first
    (args[2] as Uint8Array).forEach((flag, slot) => {
      counts[slot] = (counts[slot] as number) + flag;
    });
  });
  const state = probeState(environment as never, dqn, configOf(setting), device);
  withHyperparameters(state, setting);
  for await (const step of trainOffPolicy(state)) between(step, state);
  state.device.dispose();
  device.dispose();
  return { remembered, updates, state };
}

function transitionOf(fields: Record<string, Float32Array>, row: number): Transition {
  const two = (name: string) => [...(fields[name]?.subarray(2 * row, 2 * row + 2) ?? [])];
  const one = (name: string) => fields[name]?.[row] as number;
  return {
    observation: two('observations'),
    action: one('actions'),
    reward: one('rewards'),
    nextObservation: two('nextObservations'),
    terminated: one('terminated'),
  };
}

/** Updates of each agent in all. */
const totals = (updates: readonly (readonly number[])[]) =>
  (updates[0] ?? []).map((_, slot) => updates.reduce((sum, counts) => sum + at(counts, slot), 0));

const endless = { length: Infinity, maxSteps: 4, reward: () => 1 };

test('an episode that time cuts short is remembered as not terminated, with its own last observation', async () => {
  const { remembered } = await train(probe(endless), { lanes: 1, steps: 12 });
  const transitions = remembered.flat();
  expect(transitions.map(({ terminated }) => terminated)).toEqual(Array(12).fill(0));
  expect(transitions.map(({ observation }) => observation[1])).toEqual([
    0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3,
  ]);
  expect(transitions.map(({ nextObservation }) => nextObservation[1])).toEqual([
    1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4,
  ]);
});

test('an episode that the task ends is remembered as terminated, at its last step alone', async () => {
  const { remembered } = await train(probe({ length: 3, maxSteps: 10, reward: () => 1 }), {
    lanes: 1,
    steps: 9,
  });
  expect(remembered.flat().map(({ terminated }) => terminated)).toEqual([
    0, 0, 1, 0, 0, 1, 0, 0, 1,
  ]);
});

test('an episode that ends by the task at its very last step is terminated', async () => {
  const { remembered } = await train(probe({ length: 4, maxSteps: 4, reward: () => 1 }), {
    lanes: 1,
    steps: 8,
  });
  expect(remembered.flat().map(({ terminated }) => terminated)).toEqual([0, 0, 0, 1, 0, 0, 0, 1]);
});

test('every step of every environment of every agent is remembered as it was, in order of slot', async () => {
  const [agents, lanes] = [3, 2];
  const observe = Array.from({ length: 10 }, (_, i) => i);
  const reward = (x: number, action: number, step: number) => 100 * x + 10 * step + action;
  const { remembered, state } = await train(
    probe({ observe, length: Infinity, maxSteps: 4, reward }),
    { agents, lanes, steps: 16 },
  );
  expect(remembered).toHaveLength(8);
  const begun = new Set<number>();
  for (const [step, transitions] of remembered.entries()) {
    expect(transitions).toHaveLength(agents * lanes);
    for (const [
      lane,
      { observation, action, reward: given, nextObservation },
    ] of transitions.entries()) {
      const [x = 0, at] = observation;
      expect(at).toBe(step % 4);
      expect(nextObservation).toEqual([x, (step % 4) + 1]);
      expect([0, 1]).toContain(action);
      expect(given).toBe(reward(x, action, step % 4));
      if (step % 4 > 0) expect(observation).toEqual(remembered[step - 1]?.[lane]?.nextObservation);
      if (step === 0) begun.add(x);
    }
  }
  expect(begun.size).toBeGreaterThan(1);
  expect(state.steps).toBe(agents * 16);
});

const EVERY = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 20, 100];

test.each([1, 4, 8])(
  'with %i environments an agent makes one update for every `learnStep` of its steps',
  async (lanes) => {
    const { updates } = await train(probe(endless), {
      agents: EVERY.length,
      learnStep: EVERY,
      batchSize: [1],
      lanes,
      steps: 240,
    });
    expect(totals(updates)).toEqual(EVERY.map((learnStep) => Math.floor(240 / learnStep)));
    // And never earlier or later than that.
    const made = EVERY.map(() => 0);
    for (const [step, counts] of updates.entries())
      for (const [slot, learnStep] of EVERY.entries()) {
        made[slot] = at(made, slot) + at(counts, slot);
        expect(made[slot], `step ${step}, every ${learnStep}`).toBe(
          Math.floor(((step + 1) * lanes) / learnStep),
        );
      }
  },
);

test('nobody learns before the buffer holds more than the learning delay, nor before it holds a minibatch', async () => {
  // Two agents with two environments: four transitions a step.
  const { updates } = await train(probe(endless), {
    agents: 2,
    lanes: 2,
    steps: 32,
    delay: 20,
    learnStep: [2],
    batchSize: [8, 40],
  });
  const first = (slot: number) => updates.findIndex((counts) => at(counts, slot) > 0);
  expect(first(0)).toBe(5); // 24 transitions, the first number of them above 20
  expect(first(1)).toBe(9); // 40 transitions
  expect(totals(updates)).toEqual([16 - 5, 16 - 9]);
});

test('steps left over count on in later generations, for agents and their children, and after a restart', async () => {
  const base = smallConfig({ generations: 4 });
  const every = { value: 100, evolves: false, min: 1, max: 200, grow: 1.5, shrink: 0.75 };
  const config = {
    ...base,
    hyperparameters: { ...base.hyperparameters, learnStep: every },
    training: { ...base.training, stepsPerGeneration: 64, learningDelay: 0 },
    evaluation: { episodes: 1 },
  };
  const run = await openRun(config);
  const checkpoints: Checkpoint[] = [];
  await play(run, async (event) => {
    if (event.kind === 'checkpoint') checkpoints.push(structuredClone(await event.take()));
  });
  const updates = run.state.agents.length * Math.floor((4 * 64) / 100);
  expect(run.state.updates).toBe(updates);
  run.dispose();
  const resumed = await openRun(config, { checkpoint: checkpoints[3] as Checkpoint });
  await play(resumed);
  expect(resumed.state.updates).toBe(updates);
  resumed.dispose();
});

test('a shorter `learnStep` does not make up for updates that a longer one would not have made', async () => {
  const setting = { lanes: 4, steps: 40, learnStep: [100], batchSize: [1] };
  const { updates } = await train(probe(endless), setting, (step, state) => {
    if (step === 6) withHyperparameters(state, { ...setting, learnStep: [4] });
  });
  // 24 steps stood over; those beyond the new length are let go.
  expect(updates.flat()).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 1, 1]);
});
