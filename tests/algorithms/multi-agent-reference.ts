import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { contextIn, type ProgramContext, placedIn } from '#algorithms/algorithm.ts';
import { ippo } from '#algorithms/ippo.ts';
import { maddpg } from '#algorithms/maddpg.ts';
import { matd3 } from '#algorithms/matd3.ts';
import type { Device, DevicePopulation } from '#compute/device.ts';
import type { Program } from '#compute/program.ts';
import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import type { Player } from '#core/environment.ts';
import type { MlpGenome, NetworkGenome } from '#core/genome.ts';
import type { RunConfig } from '#core/run-config.ts';
import { box } from '#core/spaces.ts';
import { networkShapes } from '#networks/found.ts';
import { type NetworkShape, type Plan, planNetwork } from '#networks/plan.ts';
import { setWeights } from '../compute/set-weights.ts';

/** AgileRL's and PyTorch's figures for teams; the file says how they were made. */

export type Rows = readonly (readonly number[])[];
export type ByAgent<T> = Readonly<Record<string, T>>;

export interface Layer {
  readonly type: string;
  readonly kernel?: Rows;
  readonly bias?: readonly number[];
  readonly scale?: readonly number[];
}

export interface Network {
  readonly encoder: readonly Layer[];
  readonly head: readonly Layer[];
  readonly logStd?: readonly number[];
}

interface TeamNetworks {
  readonly actors: ByAgent<Network>;
  readonly actorTargets: ByAgent<Network>;
  readonly critics: readonly ByAgent<Network>[];
  readonly criticTargets: readonly ByAgent<Network>[];
}

interface Update {
  readonly batch: Readonly<
    Record<'observations' | 'actions' | 'nextObservations', ByAgent<Rows>> &
      Record<'rewards' | 'terminated', ByAgent<readonly number[]>>
  >;
  readonly nextActions: ByAgent<Rows>;
  readonly gumbelUniforms?: Readonly<Record<'targetActors' | 'actors', ByAgent<Rows>>>;
  readonly agents: ByAgent<{
    readonly tdTarget: readonly number[];
    readonly criticLoss: number;
    readonly gradCritics: readonly Network[];
    readonly actorLoss: number | null;
    readonly gradActor?: Network;
  }>;
  readonly withTargetSmoothing?: {
    readonly noise: ByAgent<Rows>;
    readonly tdTarget: ByAgent<readonly number[]>;
  };
}

interface Spaces {
  readonly agents: readonly string[];
  readonly actionKind: 'discrete' | 'continuous';
  readonly observationSizes: readonly number[];
  readonly actionSizes: readonly number[];
}

export interface TeamRecord extends Spaces {
  readonly algorithm: 'MADDPG' | 'MATD3';
  readonly sharedNetworks: boolean;
  readonly networkOf: ByAgent<string>;
  readonly gamma: number;
  readonly tau: number;
  readonly learningRateActor: number;
  readonly learningRateCritic: number;
  readonly start: TeamNetworks;
  readonly updates: readonly Update[];
  readonly end: TeamNetworks;
}

export interface IppoRecord extends Spaces {
  readonly gamma: number;
  readonly lambda_: number;
  readonly clip: number;
  readonly entropyCoefficient: number;
  readonly valueCoefficient: number;
  readonly maxGradientNorm: number;
  readonly learningRate: number;
  readonly steps: number;
  readonly environments: number;
  readonly perAgent: ByAgent<{
    readonly start: Readonly<Record<'actor' | 'critic', Network>>;
    readonly end: Readonly<Record<'actor' | 'critic', Network>>;
    readonly rollout: Readonly<Record<string, readonly unknown[]>>;
    readonly advantages: Rows;
    readonly returns: Rows;
    readonly normalisedAdvantages: readonly number[];
    readonly policyLoss: number;
    readonly valueLoss: number;
    readonly gradActor: Network;
    readonly gradCritic: Network;
    readonly actorGradientNorm: number;
    readonly criticGradientNorm: number;
  }>;
}

export interface MutationRecord {
  readonly algorithm: string;
  readonly networks: readonly string[];
  readonly policyMethods: readonly string[];
  readonly examples: readonly MutationExample[];
}

/** Networks by role ('actors', 'critics_1') and agent. */
type Sizes = ByAgent<ByAgent<{ readonly latent: number; readonly head: readonly number[] }>>;

interface MutationExample {
  readonly before: Sizes;
  readonly after: Sizes;
  readonly calls: readonly {
    readonly network: string;
    readonly applied: string;
    readonly returned: { readonly hidden_layer?: number; readonly numb_new_nodes?: number };
  }[];
}

export const REFERENCE = JSON.parse(
  readFileSync(new URL('../reference/multi-agent.json', import.meta.url), 'utf8'),
) as {
  readonly updates: readonly TeamRecord[];
  readonly ippo: readonly IppoRecord[];
  readonly mutations: readonly MutationRecord[];
};

export const ALGORITHM = { MADDPG: maddpg, MATD3: matd3, IPPO: ippo } as const;

export const playersOf = (record: Spaces): readonly Player[] =>
  record.agents.map((name, i) => {
    const size = record.actionSizes[i] as number; // one per agent
    return {
      name,
      observationSpace: box([record.observationSizes[i] as number], -9, 9),
      actionSpace:
        record.actionKind === 'discrete' ? { kind: 'discrete', n: size } : box([size], -1, 1),
    };
  });

/** The genome of a network as its layers have it. */
function genomeOf({ encoder, head }: Network): NetworkGenome {
  const widths = encoder.flatMap(({ bias, kernel }) => (kernel && bias ? [bias.length] : []));
  return {
    encoder: moduleOf(encoder),
    latent: widths.at(-1) as number, // an encoder has a dense layer
    minLatent: 1,
    maxLatent: 500,
    head: moduleOf(head),
  };
}

function moduleOf(layers: readonly Layer[]): MlpGenome {
  const widths = layers.flatMap(({ bias, kernel }) => (kernel && bias ? [bias.length] : []));
  const last = layers.at(-1)?.type;
  return {
    kind: 'mlp',
    hidden: widths.slice(0, -1),
    activation: 'relu',
    outputActivation: last === 'ReLU' ? 'relu' : last === 'Tanh' ? 'tanh' : 'identity',
    layerNorm: layers.some(({ type, scale }) => type === 'layerNorm' && scale),
    outputLayerNorm: layers.some(({ type, scale }) => type === 'layerNorm' && !scale),
    outputVanish: false,
    limits: { minLayers: 1, maxLayers: 3, minNodes: 1, maxNodes: 500 },
  };
}

/** Weights, or gradients, of a network in its slab. */
export function slabOf(plan: Plan, { encoder, head, logStd }: Network): Float32Array {
  const slab = new Float32Array(plan.length);
  const given = [...encoder, ...head].filter(({ kernel, scale }) => kernel ?? scale);
  let next = 0;
  for (const layer of plan.layers) {
    if (layer.kind === 'constants') slab.set(logStd ?? [], layer.constants.offset);
    const hasNumbers = layer.kind === 'dense' || (layer.kind === 'layerNorm' && layer.gain);
    if (!hasNumbers) continue;
    const { kernel = [], scale = [], bias = [] } = given[next++] as Layer; // as many in both
    if (layer.kind === 'dense') {
      kernel.forEach((row, r) => {
        slab.set(row, layer.weights.offset + r * layer.weights.stride);
      });
      slab.set(bias, layer.biases.offset);
    } else if (layer.kind === 'layerNorm') {
      slab.set(scale, layer.gain?.offset);
      slab.set(bias, layer.shift?.offset);
    }
  }
  return slab;
}

/** A team of the record on a device, with its weights, and programs of its own. */
export async function openTeam(
  device: Device,
  algorithm: (typeof ALGORITHM)[keyof typeof ALGORITHM],
  players: readonly Player[],
  settings: RunConfig['settings'],
  hyperparameters: Readonly<Record<string, number>>,
  networkOf: (name: string) => Network,
  programs: (context: ProgramContext) => readonly Program[],
): Promise<{
  readonly population: DevicePopulation;
  readonly plans: Readonly<Record<string, Plan>>;
}> {
  const config = {
    training: { environmentsPerAgent: 1 },
    evaluation: { episodes: 1 },
    settings,
  } as unknown as RunConfig; // all that programs ask of it
  const { declaration } = placedIn({ players }, algorithm, config);
  const shapes = networkShapes(declaration, players, settings);
  const plans = Object.fromEntries(
    declaration.networks.map(({ name }) => [
      name,
      planNetwork(genomeOf(networkOf(name)), shapes[name] as NetworkShape), // of every network
    ]),
  );
  const population = device.open({
    networks: declaration.networks.map(({ name, targetOf }) => ({
      name,
      targetOf: targetOf ?? null,
      trained: targetOf === undefined,
    })),
    programs: programs(contextIn({ players }, config)),
    replay: null,
    agents: [
      {
        parentSlot: 0,
        plans,
        inheritance: inheritanceOf(declaration),
        hyperparameters,
        key: [1, 2],
      },
    ],
  });
  const slabs = Object.entries(plans).map(([name, plan]) => [name, slabOf(plan, networkOf(name))]);
  await setWeights(population, 0, Object.fromEntries(slabs));
  return { population, plans };
}

const inheritanceOf = ({ networks }: AlgorithmDeclaration) =>
  Object.fromEntries(
    networks.map(({ name }, i) => [name, { kind: 'initialise', key: [i, 1] } as const]),
  );

/** Within a relative 1e-4, of numbers below 0.01 an absolute 1e-6. */
export function expectRelative(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  what: string,
): void {
  expect(actual.length, what).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) {
    const want = expected[i] as number;
    const off = Math.abs((actual[i] as number) - want);
    expect(off, `${what}, element ${i}: ${actual[i]}, not ${want}`).toBeLessThanOrEqual(
      1e-4 * Math.max(0.01, Math.abs(want)),
    );
  }
}
