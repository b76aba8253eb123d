import { algorithmById } from '#algorithms/index.ts';
import { sizeOf } from '#core/shape.ts';
import { choiceSize } from '#core/spaces.ts';
import { environmentById } from '#environments/index.ts';
import { networkShapes } from '#networks/found.ts';
import { type Layer, type NetworkShape, planNetwork, type Tensor } from '#networks/plan.ts';
import { NORM_EPSILON } from '#protocol/keras-names.ts';
import type { Individual, PolicyAction, PolicyLayer, PolicyModel } from '#protocol/messages.ts';
import { soloPlayer } from './arena.ts';

/** An agent's policy for whoever computes it elsewhere, or why it has none that can be read. */
export function describePolicy(
  individual: Individual,
):
  | { readonly policy: PolicyModel; readonly problem: null }
  | { readonly policy: null; readonly problem: string } {
  try {
    return { policy: policyOf(individual), problem: null };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { policy: null, problem: `The agent's policy cannot be read: ${error.message}.` };
  }
}

function policyOf({ genome, weights, ...individual }: Individual): PolicyModel {
  const { declaration } = algorithmById(individual.algorithm);
  const environment = environmentById(individual.environment);
  const { observationSpace, actionSpace } = soloPlayer(environment);
  const settings = Object.fromEntries(
    declaration.settings.map(({ name, initial }) => [name, initial]),
  );
  const shapes = networkShapes(declaration, environment.players, settings);
  const name = declaration.networks.find(({ role }) => role === 'policy')?.name as string; // checked with the declaration
  const network = genome.networks[name];
  const slab = weights[name];
  if (!network || !slab) throw new RangeError(`it lacks the network '${name}'`);
  const plan = planNetwork(network, shapes[name] as NetworkShape); // shapes has every declared network
  if (slab.length !== plan.length)
    throw new RangeError(
      `its weights are ${slab.length} numbers where its genome has ${plan.length}`,
    );
  return {
    individual,
    inputs: choiceSize(observationSpace),
    observationLabels: environment.observationLabels,
    layers: plan.layers.flatMap((layer) => describeLayer(layer, slab)),
    action: actionOf(actionSpace, environment.actionLabels),
  };
}

function describeLayer(layer: Layer, slab: Float32Array): PolicyLayer[] {
  switch (layer.kind) {
    case 'dense': {
      const { kind, weights, biases } = layer;
      const { rows: inputs, columns: outputs } = weights;
      return [
        { kind, inputs, outputs, weights: numbers(weights, slab), biases: numbers(biases, slab) },
      ];
    }
    case 'layerNorm': {
      const { kind, gain, shift } = layer;
      return [
        {
          kind,
          size: sizeOf(layer.output),
          epsilon: NORM_EPSILON,
          gain: gain && numbers(gain, slab),
          shift: shift && numbers(shift, slab),
        },
      ];
    }
    case 'activation':
      return [{ kind: layer.kind, size: sizeOf(layer.output), activation: layer.activation }];
    case 'constants':
      return []; // log deviations: a greedy agent does not use them
    case 'concat':
      throw new RangeError('its policy has a second input');
    case 'convolution':
    case 'groupNorm':
    case 'maxPool':
    case 'globalPool':
      throw new RangeError('its policy reads images');
    default:
      return layer satisfies never;
  }
}

/** A tensor without the padding of its rows. */
function numbers({ rows, columns, stride, offset }: Tensor, slab: Float32Array): Float32Array {
  const dense = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const from = offset + row * stride;
    dense.set(slab.subarray(from, from + columns), row * columns);
  }
  return dense;
}

type ActionSpace = ReturnType<typeof soloPlayer>['actionSpace'];

function actionOf(space: ActionSpace, labels: readonly string[]): PolicyAction {
  switch (space.kind) {
    case 'discrete':
      return { kind: 'choice', labels };
    case 'box':
      return { kind: 'numbers', labels, low: space.low, high: space.high };
    case 'multiDiscrete':
      throw new RangeError('its actions are several choices at once');
    default:
      return space satisfies never;
  }
}
