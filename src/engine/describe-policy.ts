import { algorithmById } from '#algorithms/index.ts';
import { perPlayer } from '#algorithms/shared-networks.ts';
import type { AlgorithmDeclaration, NetworkDeclaration } from '#core/algorithm.ts';
import type { Environment, Player } from '#core/environment.ts';
import type { Options } from '#core/run-config.ts';
import { type Shape, sizeOf } from '#core/shape.ts';
import { choiceSize, type Space, storedSize } from '#core/spaces.ts';
import { choiceWidths, expanded, policiesOf, type Share, sharesOf } from '#core/team.ts';
import { environmentById } from '#environments/index.ts';
import { networkShapes } from '#networks/found.ts';
import { type Layer, type NetworkShape, planNetwork, type Tensor } from '#networks/plan.ts';
import { NORM_EPSILON } from '#protocol/keras-names.ts';
import type { Individual, PolicyAction, PolicyLayer, PolicyModel } from '#protocol/messages.ts';

/** An agent's policies, of a team one per network that acts, or why it has none that can be read. */
export function describePolicies(
  individual: Individual,
):
  | { readonly policies: readonly PolicyModel[]; readonly problem: null }
  | { readonly policies: null; readonly problem: string } {
  try {
    return { policies: policiesIn(individual), problem: null };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { policies: null, problem: `The agent's policy cannot be read: ${error.message}.` };
  }
}

function policiesIn(individual: Individual): readonly PolicyModel[] {
  const algorithm = algorithmById(individual.algorithm);
  const environment = environmentById(individual.environment);
  const { players } = environment;
  const declared = Object.fromEntries(
    algorithm.declaration.settings.map(({ name, initial }) => [name, initial]),
  );
  // Networks that players share are known by their names alone.
  const isWhole = ({ networks }: AlgorithmDeclaration) =>
    policiesOf({ networks }).every(({ name }) => individual.genome.networks[name]);
  const ways = [true, false].map((shared) => {
    const settings = { ...declared, [perPlayer.sharedIf]: shared };
    return { settings, declaration: expanded(algorithm.declaration, players, settings) };
  });
  const { declaration, settings } =
    ways.find((way) => isWhole(way.declaration)) ?? (ways[0] as Way);
  const shapes = networkShapes(declaration, players, settings);
  return policiesOf(declaration).map((network) =>
    policyOf(individual, environment, network, shapes[network.name] as NetworkShape),
  ); // shapes has every declared network
}

interface Way {
  readonly settings: Options;
  readonly declaration: AlgorithmDeclaration;
}

function policyOf(
  { genome, weights, ...individual }: Individual,
  environment: Environment,
  { name, players: whose }: NetworkDeclaration,
  shape: NetworkShape,
): PolicyModel {
  const { players, observationLabels, actionLabels } = environment;
  const seat = whose?.[0] ?? 0;
  const { observationSpace, actionSpace } = players[seat] as Player; // a policy is somebody's
  const labelsIn = (labels: readonly string[], widths: readonly number[]) => {
    const { from, width } = sharesOf(widths)[seat] as Share; // one per player
    return labels.slice(from, from + width);
  };
  const network = genome.networks[name];
  const slab = weights[name];
  if (!network || !slab) throw new RangeError(`it lacks the network '${name}'`);
  const plan = planNetwork(network, shape);
  if (slab.length !== plan.length)
    throw new RangeError(
      `its weights are ${slab.length} numbers where its genome has ${plan.length}`,
    );
  return {
    individual,
    ...(whose && { players: whose.map((player) => (players[player] as Player).name) }),
    inputs: choiceSize(observationSpace),
    observationLabels: labelsIn(
      observationLabels,
      players.map((each) => storedSize(each.observationSpace)),
    ),
    layers: plan.layers.flatMap((layer, i) =>
      describeLayer(layer, plan.layers[i - 1]?.output ?? plan.inputs, slab),
    ),
    action: actionOf(
      actionSpace,
      labelsIn(actionLabels, choiceWidths(players)),
      environment.choices !== undefined,
    ),
  };
}

function describeLayer(layer: Layer, input: Shape, slab: Float32Array): PolicyLayer[] {
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
    case 'convolution': {
      const { kind, size, step, padding, weights, biases } = layer;
      const { columns: outputs } = weights;
      if (input.kind !== 'image' || step !== 1 || padding !== 0 || !biases)
        throw new RangeError('its policy reads images otherwise than by filters');
      const { height, width, channels } = input;
      const image = [height, width, channels] as const;
      const kernel = { weights: numbers(weights, slab), biases: numbers(biases, slab) };
      return [{ kind, image, size, outputs, ...kernel }];
    }
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

function actionOf(space: Space, labels: readonly string[], masked: boolean): PolicyAction {
  switch (space.kind) {
    case 'discrete':
      return { kind: 'choice', labels, ...(masked && { masked }) };
    case 'box':
      return { kind: 'numbers', labels, low: space.low, high: space.high };
    case 'multiDiscrete':
      throw new RangeError('its actions are several choices at once');
    default:
      return space satisfies never;
  }
}
