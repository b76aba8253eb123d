import type { LayersModel } from '@tensorflow/tfjs';
import { type Activation, FILTER_SIZE } from '#core/genome.ts';
import { KERAS_ACTIVATIONS } from '#protocol/keras-names.ts';
import type { Chain, ChainFilters, ChainLayer, Image } from './chain.ts';
import type { KerasLayer } from './layer-configs.ts';
import { shapeBehind } from './weights-of-layers.ts';

/**
 * Reads a model of TensorFlow.js, of these layers in this order: each dense layer, and filters before them, with the
 * normalisation and the activation that follow. Throws a RangeError where a network here cannot be in that order.
 */
export function chainOf(inputs: number, layers: readonly KerasLayer[], model: LayersModel): Chain {
  const chain: ChainLayer[] = [];
  let filters = null as ChainFilters | null;
  let softmax = false;
  let shape: readonly number[] = [inputs];
  for (const [i, layer] of layers.entries()) {
    const { class_name: kind, config } = layer;
    const { name } = config;
    if (softmax)
      throw new RangeError(`layer “${name}” follows a softmax, which may only be the last`);
    const before = shape;
    shape = shapeBehind(layer, shape);
    if (kind === 'Reshape' || kind === 'Flatten') continue;
    const arrays = (model.layers[i]?.getWeights() ?? []).map((tensor) => tensor.dataSync());
    const values = arrays.map((array) => finite(Float32Array.from(array), name));
    const last = chain.at(-1);
    const outputs = shape.at(-1) as number; // a shape has lengths
    const [weights = new Float32Array(0), biases = new Float32Array(outputs)] = values;
    if (kind === 'Conv2D') {
      const image = before as Image; // behind a Reshape
      filters = {
        name,
        image,
        size: FILTER_SIZE,
        outputs,
        weights,
        biases,
        activation: 'identity',
      };
    } else if (kind === 'Dense') {
      const [width = inputs] = before;
      chain.push({
        name,
        inputs: width,
        outputs,
        weights,
        biases,
        norm: null,
        activation: 'identity',
      });
    } else if (!last && (!filters || kind === 'LayerNormalization'))
      throw new RangeError(`layer “${name}” (${kind}) comes before the first dense layer`);
    else if (last && kind === 'LayerNormalization') {
      if (last.norm || last.activation !== 'identity')
        throw new RangeError(
          `layer “${name}” (${kind}) must stand between a dense layer and its activation`,
        );
      const gain = config['scale'] ? (values[0] ?? null) : null;
      const shift = config['center'] ? (values.at(-1) ?? null) : null;
      chain[chain.length - 1] = { ...last, norm: { gain, shift } };
    }
    const activation = activationOf(kind, config['activation']);
    if (activation === 'identity') continue;
    const here = chain.at(-1);
    const active = here ?? filters;
    if (active && active.activation !== 'identity')
      throw new RangeError(`layer “${name}” is a second activation behind “${active.name}”`);
    if (activation === 'softmax') softmax = true;
    else if (here) chain[chain.length - 1] = { ...here, activation };
    else if (filters) filters = { ...filters, activation };
  }
  if (chain.length === 0) throw new RangeError('the model has no dense layer');
  return { inputs, filters, layers: chain, softmax };
}

/** Returns the activation of a layer, by this page's name. */
function activationOf(kind: string, name: unknown): Activation | 'softmax' {
  switch (kind) {
    case 'ReLU':
      return 'relu';
    case 'LeakyReLU':
      return 'leakyRelu';
    case 'ELU':
      return 'elu';
    case 'Softmax':
      return 'softmax';
    case 'LayerNormalization':
      return 'identity';
    default: {
      if (name === 'softmax') return 'softmax';
      const found = Object.entries(KERAS_ACTIVATIONS).find(([, keras]) => keras === name);
      return (found?.[0] ?? 'identity') as Activation; // a key of theirs
    }
  }
}

function finite(values: Float32Array, layer: string): Float32Array {
  const bad = values.find((value) => !Number.isFinite(value));
  if (bad !== undefined)
    throw new RangeError(`the weights of layer “${layer}” hold ${bad}; all must be finite`);
  return values;
}
