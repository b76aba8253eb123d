import type { Genome } from '#core/genome.ts';
import { ACTIVATIONS, type ModuleGenome, type NetworkGenome } from '#core/genome.ts';
import type { NetworkConfig, RunConfig } from '#core/run-config.ts';
import type { Individual } from '#protocol/messages.ts';
import { shortNumber } from '../mutation-words.ts';
import {
  Damage,
  needArray,
  needFields,
  needInteger,
  needList,
  needNumber,
  needOneOf,
  needText,
} from './damage.ts';
import type { Library } from './library.ts';
import type { Shelf } from './shelf.ts';

/** An agent that was kept from its run, with a name. */
export interface KeptAgent {
  readonly id: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly keptAt: number;
  /** In the last generation that it was evaluated in; NaN: in none. */
  readonly fitness: number;
  /** Id of the run that it was taken from. */
  readonly run: string | null;
  readonly individual: Individual;
}

/** Agents that this browser keeps. */
export const freezerOf = (library: Pick<Library, 'shelf'>): Shelf<KeptAgent> =>
  library.shelf('freezer', readKeptAgent);

/** What a person reads until they give it a name. */
export const firstName = ({ environment, agent }: Individual, fitness: number): string =>
  `Agent ${agent} of ${environment}, ${shortNumber(fitness)}`;

/**
 * The set-up with which a population of copies begins: its task, algorithm, networks and hyperparameters are the kept
 * agent's, limits are widened where they would shut it out, and the rest stays as it is set up.
 */
export function foundedConfig(config: RunConfig, kept: Individual, policy: string): RunConfig {
  const network = kept.genome.networks[policy];
  const { environmentOptions, schedule, ...rest } = config;
  const sameTask = kept.environment === config.environment;
  return {
    ...rest,
    ...(sameTask && environmentOptions && { environmentOptions }),
    environment: kept.environment,
    algorithm: kept.algorithm,
    hyperparameters: Object.fromEntries(
      Object.entries(config.hyperparameters).map(([name, range]) => {
        const value = kept.genome.hyperparameters[name] ?? range.value;
        const [min, max] = [Math.min(range.min, value), Math.max(range.max, value)];
        return [name, { ...range, value, min, max }];
      }),
    ),
    ...(network && {
      network: {
        ...widened(config.network, network),
        encoderHidden: network.encoder.hidden,
        latent: network.latent,
        headHidden: network.head.hidden,
        activation: network.encoder.activation,
      },
    }),
    mutation: { ...config.mutation, preTraining: false },
  };
}

/** Limits that hold the kept agent's network too. */
function widened(limits: NetworkConfig, { encoder, latent, head }: NetworkGenome): NetworkConfig {
  const widths = [...encoder.hidden, ...head.hidden];
  const counts = [encoder.hidden.length, head.hidden.length];
  return {
    ...limits,
    minLayers: Math.min(limits.minLayers, ...counts),
    maxLayers: Math.max(limits.maxLayers, ...counts),
    minNodes: Math.min(limits.minNodes, ...widths),
    maxNodes: Math.max(limits.maxNodes, ...widths),
    minLatent: Math.min(limits.minLatent, latent),
    maxLatent: Math.max(limits.maxLatent, latent),
  };
}

const LAST_ID = 2 ** 31 - 1;
const LAST_DATE = 8.64e15; // of a JavaScript date
const WIDEST = 512;
const MOST_LAYERS = 6;
const MOST_NETWORKS = 16;

/** Throws a {@link Damage} where what was read is no kept agent. */
function readKeptAgent(value: unknown): KeptAgent {
  const { id, name, keptAt, fitness, run, individual } = needFields(value, 'the kept agent');
  return {
    id: needText(id, "the kept agent's id", 64),
    name: needText(name, "the kept agent's name"),
    keptAt: needInteger(keptAt, 'when it was kept', 0, LAST_DATE),
    fitness: needNumber(fitness, "the kept agent's fitness"),
    run: run === null ? null : needText(run, "the kept agent's run", 64),
    individual: readIndividual(individual),
  };
}

function readIndividual(value: unknown): Individual {
  const fields = needFields(value, 'the kept agent');
  const weights = Object.entries(needFields(fields['weights'], 'its weights'));
  if (weights.length > MOST_NETWORKS) throw new Damage(`it has ${weights.length} networks`);
  return {
    engine: needText(fields['engine'], 'the engine that kept it'),
    environment: needText(fields['environment'], 'its task'),
    algorithm: needText(fields['algorithm'], 'its algorithm'),
    genome: readGenome(fields['genome']),
    weights: Object.fromEntries(
      weights.map(([name, slab]) => [
        name,
        needArray(slab, `the weights of ${name}`, Float32Array),
      ]),
    ),
    agent: needInteger(fields['agent'], 'its number', 0, LAST_ID),
    generation: needInteger(fields['generation'], 'its generation', 0, LAST_ID),
    seed: needInteger(fields['seed'], 'the seed of its run', 0, 2 ** 32 - 1),
  };
}

function readGenome(value: unknown): Genome {
  const fields = needFields(value, 'its genome');
  const networks = Object.entries(needFields(fields['networks'], 'its networks'));
  const hyperparameters = Object.entries(
    needFields(fields['hyperparameters'], 'its hyperparameters'),
  );
  return {
    networks: Object.fromEntries(
      networks.map(([name, network]) => [name, readNetwork(network, name)]),
    ),
    hyperparameters: Object.fromEntries(
      hyperparameters.map(([name, each]) => [name, needNumber(each, `its ${name}`)]),
    ),
  };
}

function readNetwork(value: unknown, name: string): NetworkGenome {
  const fields = needFields(value, `its network ${name}`);
  const width = (key: string) => needInteger(fields[key], `${key} of ${name}`, 1, WIDEST);
  return {
    encoder: readModule(fields['encoder'], `the encoder of ${name}`),
    latent: width('latent'),
    minLatent: width('minLatent'),
    maxLatent: width('maxLatent'),
    head: readModule(fields['head'], `the head of ${name}`),
  };
}

function readModule(value: unknown, what: string): ModuleGenome {
  const fields = needFields(value, what);
  const limits = needFields(fields['limits'], `the limits of ${what}`);
  const limit = (key: string, most: number) =>
    needInteger(limits[key], `${key} of ${what}`, 1, most);
  const flag = (key: string) => {
    const found = fields[key];
    if (typeof found !== 'boolean') throw new Damage(`${key} of ${what} is neither true nor false`);
    return found;
  };
  return {
    kind: needOneOf(fields['kind'], `the kind of ${what}`, ['mlp']),
    hidden: needList(fields['hidden'], `the layers of ${what}`, MOST_LAYERS).map((width) =>
      needInteger(width, `a layer of ${what}`, 1, WIDEST),
    ),
    activation: needOneOf(fields['activation'], `the activation of ${what}`, ACTIVATIONS),
    outputActivation: needOneOf(
      fields['outputActivation'],
      `the output activation of ${what}`,
      ACTIVATIONS,
    ),
    layerNorm: flag('layerNorm'),
    outputLayerNorm: flag('outputLayerNorm'),
    outputVanish: flag('outputVanish'),
    limits: {
      minLayers: limit('minLayers', MOST_LAYERS),
      maxLayers: limit('maxLayers', MOST_LAYERS),
      minNodes: limit('minNodes', WIDEST),
      maxNodes: limit('maxNodes', WIDEST),
    },
  };
}
