import { expect, test } from 'vitest';
import { ppo } from '#algorithms/ppo.ts';
import type { HyperparameterConfig, RunConfig } from '#core/run-config.ts';
import { nextRollout } from '#core/vector-steps.ts';
import type { RunState } from '#engine/state.ts';
import { trainOnPolicy } from '#engine/train-on-policy.ts';
import { probe, probeState } from './probes.ts';
import { CATALOG } from './small-run.ts';
import { watchedDevice } from './watched-device.ts';

const LANES = 4;
const STEPS = 25; // of a generation, of each environment
const [GAMMA, LAMBDA] = [0.5, 0.9];

/** Steps that an agent was handed to learn from at once, a row per step of an environment. */
interface Handed {
  readonly rows: number;
  readonly observations: readonly number[];
  readonly values: readonly number[];
  readonly advantages: readonly number[];
  readonly returns: readonly number[];
  /** The critic's values of the observations after the last step, where it was asked for them; these observations. */
  readonly last: { readonly values: readonly number[]; readonly observations: readonly number[] };
}

interface Told {
  /** Observations that the agent acted on, in order. */
  readonly acted: number[];
  readonly handed: Handed[];
}

function configOf(): RunConfig {
  const preset = CATALOG.presets.find(({ id }) => id === 'cartpole-ppo');
  if (!preset) throw new RangeError('there is no preset cartpole-ppo');
  const { config } = preset;
  const values = { gamma: GAMMA, lambda: LAMBDA, batchSize: 8, epochs: 2 };
  const set = Object.entries(values).map(([name, value]) => [
    name,
    { ...(config.hyperparameters[name] as HyperparameterConfig), value },
  ]);
  return {
    ...config,
    populationSize: 2,
    hyperparameters: { ...config.hyperparameters, ...Object.fromEntries(set) },
    settings: { ...config.settings, normaliseAdvantages: false },
    training: {
      ...config.training,
      environmentsPerAgent: LANES,
      stepsPerGeneration: STEPS * LANES,
    },
    mutation: { ...config.mutation, preTraining: false },
  };
}

function setLearnStep(state: RunState, slot: number, learnStep: number): void {
  state.agents = state.agents.map((agent, i) => {
    if (i !== slot) return agent;
    const hyperparameters = { ...agent.genome.hyperparameters, learnStep };
    return { ...agent, genome: { ...agent.genome, hyperparameters } };
  });
  state.device.setHyperparameters(slot, { learnStep });
}

/** Trains two agents for a generation, of which the first is given another `learnStep` before some step. */
async function train(
  learnSteps: readonly [number, number],
  edit?: { readonly step: number; readonly learnStep: number },
) {
  const told = learnSteps.map((): Told => ({ acted: [], handed: [] }));
  const written = told.map(() => new Map<string, number[]>());
  let last = told.map((): Handed['last'] => ({ values: [], observations: [] }));
  const device = await watchedDevice((name, args, result) => {
    const [program, value, slot, data] = args as [string, string, number, Float32Array];
    if (name === 'read' && program === 'value')
      last = last.map((each, i) =>
        i === slot ? { ...each, values: [...(result as Float32Array)] } : each,
      );
    if (name !== 'write') return;
    if (program === 'act') told[slot]?.acted.push(...data);
    if (program === 'value')
      last = last.map((each, i) => (i === slot ? { ...each, observations: [...data] } : each));
    if (program !== 'learn') return;
    const own = written[slot] as Map<string, number[]>; // two of both
    own.set(value, [...data]);
    if (value !== 'rows') return;
    const fields = Object.fromEntries(own) as unknown as Omit<Handed, 'rows' | 'last'>;
    told[slot]?.handed.push({ ...fields, rows: data[0] as number, last: last[slot] as never });
    last = last.map((each, i) => (i === slot ? { values: [], observations: [] } : each));
  });
  const environment = probe({
    observe: [-1, 0, 1],
    length: Infinity,
    maxSteps: 1000,
    reward: (x, _action, step) => x + Math.cos(step), // different from step to step
  });
  const state = probeState(environment as never, ppo, configOf(), device);
  for (const [slot, learnStep] of learnSteps.entries()) setLearnStep(state, slot, learnStep);
  for await (const step of trainOnPolicy(state))
    if (step === edit?.step) setLearnStep(state, 0, edit.learnStep);
  const { updates } = state;
  state.device.dispose();
  device.dispose();
  return { told, updates };
}

const lengthsOf = ({ handed }: Told) => handed.map(({ rows }) => rows / LANES);

/** Holds an agent to having learned from every step that it made, once and in order. */
function expectAll({ acted, handed }: Told): void {
  expect(acted).toHaveLength(STEPS * LANES * 2);
  expect(handed.flatMap(({ observations }) => observations)).toEqual(acted);
  for (const { rows, values, returns } of handed) {
    expect(values).toHaveLength(rows);
    expect(returns).toHaveLength(rows);
  }
}

/** Holds advantages and returns to their definition, with what the critic said of the observation after the last step. */
function expectExact({ acted, handed }: Told): void {
  let before = 0;
  for (const [i, part] of handed.entries()) {
    const { rows, observations, values, advantages, returns, last } = part;
    before += observations.length;
    if (last.values.length > 0 && before < acted.length)
      expect(last.observations).toEqual(acted.slice(before, before + last.observations.length));
    const after = last.values.length > 0 ? last.values : (handed[i + 1] as Handed).values;
    for (let lane = 0; lane < LANES; lane++) {
      let advantage = 0;
      let next = after[lane] as number;
      for (let row = rows - LANES + lane; row >= 0; row -= LANES) {
        const [x, step] = observations.slice(2 * row, 2 * row + 2) as [number, number];
        const value = values[row] as number;
        const delta = x + Math.cos(step) + GAMMA * next - value;
        advantage = delta + GAMMA * LAMBDA * advantage;
        expect(advantages[row]).toBeCloseTo(advantage, 4);
        expect(returns[row]).toBeCloseTo(advantage + value, 4);
        next = value;
      }
    }
  }
}

test('agents whose rollouts do not divide a generation learn from all of its steps, once, in rollouts of one length', async () => {
  const { told, updates } = await train([40, 28]);
  expect(told.map(lengthsOf)).toEqual([
    [9, 8, 8],
    [7, 6, 6, 6],
  ]);
  for (const each of told) expectAll(each);
  // two epochs of ⌈36 / 8⌉ + 4 + 4 and 4 + 3 + 3 + 3 minibatches
  expect(updates).toBe(2 * 13 + 2 * 13);
});

test('advantages look past the end of a rollout by the value of the observation after it, at the end of a generation, too', async () => {
  const { told } = await train([40, 28]);
  for (const each of told) {
    expect(each.handed.every(({ last }) => last.values.length === LANES)).toBe(true);
    expectExact(each);
    const { observations } = each.handed.at(-1)?.last ?? { observations: [] };
    expect(observations.filter((_, i) => i % 2 === 1)).toEqual(Array(LANES).fill(STEPS));
  }
});

test.each([
  { of: 80, to: 12, step: 10, lengths: [3, 3, 3, 3, 3, 3, 3, 2, 2] }, // three rollouts' steps made by then
  { of: 20, to: 60, step: 12, lengths: [5, 5, 15] },
  { of: 100, to: 96, step: 24, lengths: [13, 12] }, // one step before the end
  { of: 100, to: 4, step: 24, lengths: Array(25).fill(1) },
])(
  'an edit of $of steps a rollout to $to before step $step loses none',
  async ({ of, to, step, lengths }) => {
    const { told } = await train([of, 40], { step, learnStep: to });
    const [edited, other] = told as [Told, Told];
    expect(lengthsOf(edited)).toEqual(lengths);
    expect(lengthsOf(other)).toEqual([9, 8, 8]);
    for (const each of told) {
      expectAll(each);
      expectExact(each);
    }
  },
);

test('a generation is divided into as few rollouts as there can be, as long as each other', () => {
  for (let steps = 1; steps <= 30; steps++)
    for (let most = 1; most <= 35; most++) {
      const lengths: number[] = [];
      for (let left = steps; left > 0; left -= lengths.at(-1) as number)
        lengths.push(nextRollout(left, most));
      expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(steps);
      expect(lengths).toHaveLength(Math.ceil(steps / most));
      expect(Math.max(...lengths)).toBeLessThanOrEqual(most);
      expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1);
    }
});
