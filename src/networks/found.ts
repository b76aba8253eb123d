import {
  type AlgorithmDeclaration,
  type NetworkDeclaration,
  type OutputSize,
  sharedEncoder,
} from '#core/algorithm.ts';
import type { Genome, NetworkGenome } from '#core/genome.ts';
import type { NetworkConfig, RunConfig } from '#core/run-config.ts';
import { choiceSize, distributionSize, inputShape, type Space, storedSize } from '#core/spaces.ts';
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
  { encoderLayerNorm, outputActivation }: NetworkDeclaration,
  config: NetworkConfig,
): NetworkGenome {
  const { activation, layerNorm, latent, minLatent, maxLatent } = config;
  const { found } = BUILDS.mlp;
  return {
    encoder: found('encoder', config, activation, layerNorm && encoderLayerNorm),
    latent,
    minLatent,
    maxLatent,
    head: found('head', config, outputActivation, layerNorm),
  };
}

/** What enters and leaves each network, targets included. `settings`: the run's. */
export function networkShapes(
  declaration: AlgorithmDeclaration,
  observations: Space,
  actions: Space,
  settings: RunConfig['settings'] = {},
): Readonly<Record<string, NetworkShape>> {
  const outputs: Record<OutputSize, number> = {
    choices: choiceSize(actions),
    action: storedSize(actions),
    distribution: distributionSize(actions),
    one: 1,
  };
  return Object.fromEntries(
    declaration.networks.map((network) => [
      network.name,
      {
        inputs: inputShape(observations),
        headInputs: network.headInput === 'action' ? storedSize(actions) : 0,
        outputs: outputs[network.outputs],
        ...(sharedEncoder(network, settings) !== null && { headOnly: true }),
        ...(network.outputs === 'distribution' &&
          actions.kind === 'box' && {
            logDeviations: {
              count: storedSize(actions),
              initial: Number(settings[network.initialLogDeviation ?? ''] ?? 0),
            },
          }),
      },
    ]),
  );
}
