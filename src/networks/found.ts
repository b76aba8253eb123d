import {
  type AlgorithmDeclaration,
  type NetworkDeclaration,
  type OutputSize,
  sharedEncoder,
} from '#core/algorithm.ts';
import type { PlayerSpaces } from '#core/environment.ts';
import type { Genome, NetworkGenome } from '#core/genome.ts';
import type { NetworkConfig, RunConfig } from '#core/run-config.ts';
import { type Shape, vector } from '#core/shape.ts';
import { choiceSize, distributionSize, inputShape, type Space, storedSize } from '#core/spaces.ts';
import { choiceWidths, observationWidths, total } from '#core/team.ts';
import { BUILDS } from './modules/index.ts';
import type { NetworkShape } from './plan.ts';

/** The genome with which every founder of a run begins. */
export function foundGenome(declaration: AlgorithmDeclaration, config: RunConfig): Genome {
  const evaluated = declaration.networks.filter(({ role }) => role !== 'target');
  return {
    networks: Object.fromEntries(
      evaluated.map((network) => [network.name, foundNetwork(network, config.network)]),
    ),
    hyperparameters: Object.fromEntries(
      declaration.hyperparameters.map(({ name, initial }) => [
        name,
        config.hyperparameters[name]?.value ?? initial,
      ]),
    ),
  };
}

/** A network as a run begins with it: an encoder of vectors, whose outputs are activated like its hidden layers, and a head. */
export function foundNetwork(
  { encoderLayerNorm, flatEncoder, outputActivation }: NetworkDeclaration,
  config: NetworkConfig,
): NetworkGenome {
  const { activation, layerNorm, latent, minLatent, maxLatent } = config;
  const { found } = BUILDS.mlp;
  const encoderConfig = flatEncoder ? { ...config, encoderHidden: [] } : config;
  return {
    encoder: found('encoder', encoderConfig, activation, layerNorm && encoderLayerNorm),
    latent,
    minLatent,
    maxLatent,
    head: found('head', config, outputActivation, layerNorm),
  };
}

/** Returns the inputs and outputs of each network, targets included. `settings`: the run's. */
export function networkShapes(
  { networks }: Pick<AlgorithmDeclaration, 'networks'>,
  players: readonly PlayerSpaces[],
  settings: RunConfig['settings'] = {},
): Readonly<Record<string, NetworkShape>> {
  return Object.fromEntries(
    networks.map((network) => [network.name, shapeOf(network, players, settings)]),
  );
}

function shapeOf(
  network: NetworkDeclaration,
  players: readonly PlayerSpaces[],
  settings: RunConfig['settings'],
): NetworkShape {
  const { name, outputs, initialLogDeviation } = network;
  const own = players[network.players?.[0] ?? 0];
  if (!own) throw new RangeError(`network '${name}' is of no player`);
  const { observationSpace, actionSpace } = own;
  return {
    inputs: inputOf(network, observationSpace, players),
    headInputs: headInputsOf(network, actionSpace, players),
    outputs: OUTPUTS[outputs](actionSpace),
    ...(sharedEncoder(network, settings) !== null && { headOnly: true }),
    ...(outputs === 'distribution' &&
      actionSpace.kind === 'box' && {
        logDeviations: {
          count: storedSize(actionSpace),
          initial: Number(settings[initialLogDeviation ?? ''] ?? 0),
        },
      }),
  };
}

const OUTPUTS: Readonly<Record<OutputSize, (actions: Space) => number>> = {
  choices: choiceSize,
  action: storedSize,
  distribution: distributionSize,
  one: () => 1,
};

const inputOf = (
  { sees }: NetworkDeclaration,
  own: Space,
  players: readonly PlayerSpaces[],
): Shape => (sees === 'all' ? vector(total(observationWidths(players))) : inputShape(own));

function headInputsOf(
  { headInput }: NetworkDeclaration,
  own: Space,
  players: readonly PlayerSpaces[],
): number {
  switch (headInput) {
    case undefined:
      return 0;
    case 'action':
      return storedSize(own);
    case 'actions':
      return total(choiceWidths(players));
    default:
      return headInput satisfies never;
  }
}
