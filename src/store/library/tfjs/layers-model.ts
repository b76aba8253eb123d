import type { Activation } from '#core/genome.ts';
import { KERAS_ACTIVATIONS, LEAKY_SLOPE } from '#protocol/keras-names.ts';
import type { PolicyLayer, PolicyModel } from '#protocol/messages.ts';

/**
 * A policy as a TensorFlow.js LayersModel: `model.json` and the weights beside it, as `tf.loadLayersModel` reads them.
 * The format is that of `tf.LayersModel.save`: a Keras `Sequential` with Keras' names for layers and settings, and a
 * manifest of the weights in `weights.bin`, float32, little-endian, one after the other.
 */
export interface LayersModel {
  readonly json: string;
  readonly weights: Uint8Array;
}

export const MODEL_FILE = 'model.json';
export const WEIGHTS_FILE = 'weights.bin';

interface Weight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

interface KerasLayer {
  readonly class_name: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly weights: readonly Weight[];
}

export function layersModel(policy: PolicyModel): LayersModel {
  const layers = policy.layers.flatMap((layer, i) => kerasLayers(layer, i));
  const [first, ...rest] = layers;
  if (!first) throw new RangeError('a policy without layers is no model');
  const input = { batch_input_shape: [null, policy.inputs], dtype: 'float32' };
  const weights = layers.flatMap((layer) => layer.weights);
  const json = {
    format: 'layers-model',
    generatedBy: 'Evolution Playground',
    convertedBy: null,
    modelTopology: {
      keras_version: 'tfjs-layers 4.22.0',
      backend: 'tensor_flow.js',
      model_config: {
        class_name: 'Sequential',
        config: {
          name: [`agent_${policy.individual.agent}`, ...(policy.players ?? [])].join('_'),
          layers: [{ ...first, config: { ...first.config, ...input } }, ...rest].map(
            ({ class_name, config }) => ({ class_name, config }),
          ),
        },
      },
    },
    weightsManifest: [
      {
        paths: [WEIGHTS_FILE],
        weights: weights.map(({ name, shape }) => ({ name, shape, dtype: 'float32' })),
      },
    ],
    userDefinedMetadata: metadata(policy),
  };
  return { json: JSON.stringify(json, null, 2), weights: join(weights) };
}

function kerasLayers(layer: PolicyLayer, index: number): readonly KerasLayer[] {
  switch (layer.kind) {
    case 'dense': {
      const { inputs, outputs, weights, biases } = layer;
      const name = `dense_${index}`;
      return [
        {
          class_name: 'Dense',
          config: { name, trainable: true, units: outputs, activation: 'linear', use_bias: true },
          weights: [
            { name: `${name}/kernel`, shape: [inputs, outputs], values: weights },
            { name: `${name}/bias`, shape: [outputs], values: biases },
          ],
        },
      ];
    }
    case 'convolution': {
      const { image, size, outputs, weights, biases } = layer;
      const name = `conv2d_${index}`;
      const shape = { kernel_size: [size, size], strides: [1, 1], padding: 'valid' };
      return [
        {
          class_name: 'Reshape',
          config: { name: `reshape_${index}`, trainable: true, target_shape: image },
          weights: [],
        },
        {
          class_name: 'Conv2D',
          config: {
            ...{ name, trainable: true, filters: outputs, ...shape },
            ...{ data_format: 'channels_last', activation: 'linear', use_bias: true },
          },
          weights: [
            { name: `${name}/kernel`, shape: [size, size, image[2], outputs], values: weights },
            { name: `${name}/bias`, shape: [outputs], values: biases },
          ],
        },
        {
          class_name: 'Flatten',
          config: { name: `flatten_${index}`, trainable: true },
          weights: [],
        },
      ];
    }
    case 'layerNorm': {
      const { size, epsilon, gain, shift } = layer;
      const name = `layer_normalization_${index}`;
      return [
        {
          class_name: 'LayerNormalization',
          config: {
            ...{ name, trainable: true, axis: -1, epsilon },
            ...{ center: shift !== null, scale: gain !== null },
          },
          weights: [
            ...(gain ? [{ name: `${name}/gamma`, shape: [size], values: gain }] : []),
            ...(shift ? [{ name: `${name}/beta`, shape: [size], values: shift }] : []),
          ],
        },
      ];
    }
    case 'activation':
      return [{ ...activationLayer(layer.activation, `activation_${index}`), weights: [] }];
    default:
      return layer satisfies never;
  }
}

function activationLayer(activation: Activation, name: string) {
  if (activation === 'leakyRelu')
    return { class_name: 'LeakyReLU', config: { name, trainable: true, alpha: LEAKY_SLOPE } };
  return {
    class_name: 'Activation',
    config: { name, trainable: true, activation: KERAS_ACTIVATIONS[activation] },
  };
}

/** Metadata that a program needs to act with the model. */
function metadata({ individual, players, inputs, observationLabels, action }: PolicyModel) {
  return {
    ...individual,
    ...(players && { players }),
    input: {
      shape: [null, inputs],
      observations: observationLabels,
      note: 'The observation as the environment gives it, not scaled; a choice is one-hot.',
    },
    output:
      action.kind === 'choice'
        ? {
            kind: 'choice',
            actions: action.labels,
            note: action.masked
              ? 'The action is the place of the greatest output among the choices that can be made, the first of equals.'
              : 'The action is the place of the greatest output, the first of equals.',
          }
        : {
            kind: 'numbers',
            actions: action.labels,
            low: action.low,
            high: action.high,
            note: 'action[i] = (low[i] + high[i]) / 2 + (high[i] - low[i]) / 2 * min(max(output[i], -1), 1)',
          },
  };
}

function join(weights: readonly Weight[]): Uint8Array {
  const joined = new Float32Array(weights.reduce((sum, { values }) => sum + values.length, 0));
  let at = 0;
  for (const { values } of weights) {
    joined.set(values, at);
    at += values.length;
  }
  return new Uint8Array(joined.buffer);
}
