import * as tf from '@tensorflow/tfjs';
import type { Algorithm } from '#algorithms/algorithm.ts';
import { contextIn } from '#algorithms/algorithm.ts';
import { ppo } from '#algorithms/ppo.ts';
import { td3 } from '#algorithms/td3.ts';
import type { Device, DevicePopulation } from '#compute/device.ts';
import type { Key } from '#core/random.ts';
import type { Options, RunConfig } from '#core/run-config.ts';
import { box, type Space } from '#core/spaces.ts';
import type { Plan } from '#networks/plan.ts';
import { type Replay, TfjsDqn } from '#tfjs/op-by-op/dqn.ts';
import { type Slabs, slabsOf } from '#tfjs/op-by-op/network.ts';
import { DQN_NETWORKS, dqnAgent, dqnProgram, transitionFields } from '../compute/dqn-population.ts';
import { numbers, type PlainShape, plainPlan } from '../compute/plans.ts';
import { type RolloutTable, TfjsPpo } from './tfjs/ppo.ts';
import { TD3_TRAINED, type Td3Network, TfjsTd3 } from './tfjs/td3.ts';

/** Populations that learn by one rule, and the same update in tfjs, to be measured, and to be tested for agreement. */

export interface Size {
  readonly agents: number;
  readonly batch: number;
  /** Transitions remembered, or steps of a rollout. */
  readonly rows: number;
}

export const keyOf = (agent: number): Key => [agent, 77];

// ── DQN ──

const DQN_SETTINGS = { learningRate: 1e-3, gamma: 0.99, tau: 0.01 };

export function openDqn(device: Device, shape: PlainShape, size: Size): DevicePopulation {
  const { agents, batch, rows } = size;
  const [observation = 0] = shape.widths;
  const plan = plainPlan(shape);
  const hyperparameters = { ...DQN_SETTINGS, batchSize: batch };
  const population = device.open({
    networks: DQN_NETWORKS,
    programs: [dqnProgram(true, observation)],
    replay: { capacity: rows, fields: transitionFields(observation) },
    agents: Array.from({ length: agents }, (_, slot) => dqnAgent(plan, slot, hyperparameters)),
  });
  population.remember(rows, transitions(rows, observation, 1, shape.widths.at(-1) as number));
  return population;
}

export async function tfjsDqn(
  population: DevicePopulation,
  shape: PlainShape,
  { agents, rows }: Size,
) {
  const [observation = 0] = shape.widths;
  const slabs = () => weightsOf(population, 'online', plainPlan(shape), agents);
  const data = transitions(rows, observation, 1, shape.widths.at(-1) as number);
  return new TfjsDqn(await slabs(), await slabs(), replayTable(data, rows), DQN_SETTINGS);
}

// ── TD3 ──

const LANDER = 8; // numbers that a lander observes
const THROTTLES = 2;
const CHOICES = 4;

export const ACTOR: PlainShape = { widths: [LANDER, 64, 64, THROTTLES], outputActivation: 'tanh' };
export const CRITIC: PlainShape = {
  widths: [LANDER, 64, 64, 1],
  joined: { before: 0, width: THROTTLES },
};
export const TD3_SMOOTHING = { smoothingDeviation: 0.2, smoothingClip: 0.5 };
const TD3_SETTINGS = {
  learningRateActor: 1e-3,
  learningRateCritic: 2e-3,
  gamma: 0.99,
  tau: 0.01,
};
const td3Plan = (network: string) => plainPlan(network.startsWith('actor') ? ACTOR : CRITIC);

export function openTd3(device: Device, { agents, batch, rows }: Size): DevicePopulation {
  const settings = { noise: 'gaussian', noiseDeviation: 0.1, ...TD3_SMOOTHING };
  const population = open(device, td3, {
    plans: td3Plan,
    actionSpace: box([THROTTLES], -1, 1),
    settings,
    hyperparameters: { ...TD3_SETTINGS, batchSize: batch, learnStep: 1 },
    agents,
    replay: {
      capacity: rows,
      fields: { ...transitionFields(LANDER), actions: THROTTLES },
    },
  });
  population.remember(rows, transitions(rows, LANDER, THROTTLES, 0));
  return population;
}

export async function tfjsTd3(population: DevicePopulation, { agents, rows }: Size) {
  const slabs = async () => {
    const [actor, critic1, critic2] = await Promise.all(
      TD3_TRAINED.map((name) => weightsOf(population, name, td3Plan(name), agents)),
    );
    return { actor, critic1, critic2 } as Record<Td3Network, Slabs>; // one for each name
  };
  const data = transitions(rows, LANDER, THROTTLES, 0);
  return new TfjsTd3(await slabs(), await slabs(), replayTable(data, rows), TD3_SETTINGS);
}

// ── PPO ──

export const POLICY: PlainShape = { widths: [LANDER, 64, 64, CHOICES] };
export const VALUE: PlainShape = { widths: [LANDER, 64, 64, 1] };
const PPO_SETTINGS = {
  learningRate: 1e-3,
  clip: 0.2,
  valueClip: 0.5,
  valueCoefficient: 0.5,
  entropyCoefficient: 0.01,
  maxGradientNorm: 0.5,
};
const ppoPlan = (network: string) => plainPlan(network === 'actor' ? POLICY : VALUE);

export function openPpo(device: Device, { agents, batch, rows }: Size): DevicePopulation {
  const { maxGradientNorm, valueClip, ...hyperparameters } = PPO_SETTINGS;
  const population = open(device, ppo, {
    plans: ppoPlan,
    actionSpace: { kind: 'discrete', n: CHOICES },
    settings: { maxGradientNorm, valueClip, stochasticEvaluation: false },
    hyperparameters: { ...hyperparameters, batchSize: batch, learnStep: rows },
    agents,
    replay: null,
  });
  for (let agent = 0; agent < agents; agent++) {
    for (const [name, data] of Object.entries(rollout(agent, rows)))
      population.write('learn', name, agent, data);
    population.write('learn', 'rows', agent, Float32Array.of(rows));
  }
  return population;
}

export async function tfjsPpo(population: DevicePopulation, { agents, rows }: Size) {
  const rollouts = Array.from({ length: agents }, (_, agent) => rollout(agent, rows));
  const columns = Object.keys(rollouts[0] ?? {}) as (keyof RolloutTable)[];
  const table = Object.fromEntries(
    columns.map((name) => {
      const data = Float32Array.from(rollouts.flatMap((one) => [...one[name]]));
      return [name, tf.tensor2d(data, [agents * rows, data.length / (agents * rows)])];
    }),
  ) as RolloutTable;
  return new TfjsPpo(
    await weightsOf(population, 'actor', ppoPlan('actor'), agents),
    await weightsOf(population, 'critic', ppoPlan('critic'), agents),
    table,
    PPO_SETTINGS,
  );
}

/** An agent's rollout as the engine writes it, with unlikely numbers in it, so that every bound is met. */
function rollout(agent: number, rows: number) {
  return {
    observations: numbers(rows * LANDER, 10 * agent + 1),
    actions: numbers(rows, 10 * agent + 2).map((x) => Math.floor(((x + 1) / 2) * CHOICES)),
    logProbabilities: numbers(rows, 10 * agent + 3).map((x) => x - 1.4),
    values: numbers(rows, 10 * agent + 4),
    advantages: numbers(rows, 10 * agent + 5, 2),
    returns: numbers(rows, 10 * agent + 6, 2),
  };
}

// ── what they share ──

interface Opening {
  plans(network: string): Plan;
  readonly actionSpace: Space;
  readonly settings: Options;
  readonly hyperparameters: Readonly<Record<string, number>>;
  readonly agents: number;
  readonly replay: { readonly capacity: number; readonly fields: Record<string, number> } | null;
}

function open(device: Device, { declaration, programs }: Algorithm, opening: Opening) {
  const { networks } = declaration;
  const config = {
    training: { environmentsPerAgent: 1 },
    evaluation: { episodes: 1 },
    settings: opening.settings,
  } as unknown as RunConfig; // all that programs ask of it
  const { actionSpace, replay } = opening;
  const player = { name: 'lander', observationSpace: box([LANDER], -9, 9), actionSpace };
  return device.open({
    networks: networks.map(({ name, targetOf }) => ({
      name,
      targetOf: targetOf ?? null,
      trained: targetOf === undefined,
    })),
    programs: programs(contextIn({ players: [player] }, config)),
    replay,
    agents: Array.from({ length: opening.agents }, (_, slot) => ({
      parentSlot: slot,
      plans: Object.fromEntries(networks.map(({ name }) => [name, opening.plans(name)])),
      inheritance: Object.fromEntries(
        networks.map(({ name, targetOf }, i) => [
          name,
          targetOf === undefined
            ? ({ kind: 'initialise', key: [slot, i] } as const)
            : ({ kind: 'sync', online: targetOf } as const),
        ]),
      ),
      hyperparameters: opening.hyperparameters,
      key: keyOf(slot),
    })),
  });
}

async function weightsOf(
  population: DevicePopulation,
  network: string,
  plan: Plan,
  agents: number,
): Promise<Slabs> {
  const slabs: Float32Array[] = [];
  for (let slot = 0; slot < agents; slot++)
    slabs.push((await population.weights(slot, network)).slice());
  return slabsOf(plan, slabs);
}

/** Transitions of chance; actions are choices, or numbers where there are none. */
function transitions(rows: number, observation: number, action: number, choices: number) {
  return {
    observations: numbers(rows * observation, 1),
    nextObservations: numbers(rows * observation, 2),
    actions: numbers(rows * action, 3).map((x) =>
      choices > 0 ? Math.floor(((x + 1) / 2) * choices) : x,
    ),
    rewards: numbers(rows, 4),
    terminated: numbers(rows, 5).map((x) => (x > 0.9 ? 1 : 0)),
  };
}

function replayTable(data: Readonly<Record<keyof Replay, Float32Array>>, rows: number): Replay {
  return Object.fromEntries(
    Object.entries(data).map(([name, column]) => [
      name,
      tf.tensor2d(column, [rows, column.length / rows]),
    ]),
  ) as Replay;
}
