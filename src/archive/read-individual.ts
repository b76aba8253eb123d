import { ACTIVATIONS, type Genome, type ModuleGenome, type NetworkGenome } from '#core/genome.ts';
import { MOST_LAYERS, WIDEST } from '#core/modules/mlp.ts';
import type { Individual } from '#protocol/messages.ts';
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
import type { RunRecord } from './run-record.ts';

/** Checks of an agent that was taken out of its run, wherever it was read from. */

const LAST_ID = 2 ** 31 - 1;
const MOST_NETWORKS = 64;

/** The agent that a run's record calls its champion. Throws a {@link Damage} where what was read is not. */
export function checkChampion(value: unknown, { champion, config }: RunRecord): Individual {
  const individual = readIndividual(value);
  const fits =
    individual.agent === champion?.agent &&
    individual.generation === champion.generation &&
    individual.algorithm === config.algorithm &&
    individual.environment === config.environment;
  if (!fits) throw new Damage('the weights kept are not those of the champion');
  return individual;
}

/** Throws a {@link Damage} where what was read is no agent. */
export function readIndividual(value: unknown): Individual {
  const fields = needFields(value, 'the agent');
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

/** Readers of modules, by kind. */
const READERS: Readonly<
  Record<ModuleGenome['kind'], (fields: Record<string, unknown>, what: string) => ModuleGenome>
> = { mlp: readMlp };

function readModule(value: unknown, what: string): ModuleGenome {
  const fields = needFields(value, what);
  const kinds = Object.keys(READERS) as ModuleGenome['kind'][];
  return READERS[needOneOf(fields['kind'], `the kind of ${what}`, kinds)](fields, what);
}

function readMlp(fields: Record<string, unknown>, what: string): ModuleGenome {
  const limits = needFields(fields['limits'], `the limits of ${what}`);
  const limit = (key: string, most: number) =>
    needInteger(limits[key], `${key} of ${what}`, 1, most);
  const flag = (key: string) => {
    const found = fields[key];
    if (typeof found !== 'boolean') throw new Damage(`${key} of ${what} is neither true nor false`);
    return found;
  };
  return {
    kind: 'mlp',
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
