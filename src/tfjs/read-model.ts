import { getBackend, io, type LayersModel, loadLayersModel, setBackend } from '@tensorflow/tfjs';
import type { Activation } from '#core/genome.ts';
import { isRecord } from '#core/plain-data.ts';
import { KERAS_ACTIVATIONS } from '#protocol/keras-names.ts';
import type { Chain, ChainLayer } from './chain.ts';
import { type KerasLayer, refuse } from './layer-configs.ts';
import { readTopology } from './topology.ts';
import { type ModelFiles, readWeights, type StoredWeights } from './weights.ts';
import { weightsOfLayers } from './weights-of-layers.ts';

/** A model that was opened. */
export interface OpenedModel {
  readonly chain: Chain;
  /** Metadata that its maker wrote into it; null: none. */
  readonly metadata: Readonly<Record<string, unknown>> | null;
}

const MODEL_FILE = 'model.json';
const MOST_DEPTH = 40;

/** Kinds of layers that compute nothing once a model has been trained, of vectors. */
const IDLE: readonly string[] = ['InputLayer', 'Dropout', 'Flatten'];

/**
 * Opens a LayersModel with TensorFlow.js, which knows how its layers are built and its weights decoded, once everything
 * in it has been found to be of a size and a kind that an agent can have. Throws a RangeError that says what is wrong.
 */
export async function readModel(files: ModelFiles): Promise<OpenedModel> {
  const model = jsonOf(files);
  const { inputs, layers } = readTopology(model);
  const stored = readWeights(model['weightsManifest'], files);
  const working = layers.filter(({ class_name }) => !IDLE.includes(class_name));
  const { userDefinedMetadata: metadata } = model;
  return {
    chain: await onCpu(async () => {
      const opened = await load(inputs, working, stored);
      try {
        return chainOf(inputs, working, opened);
      } finally {
        opened.dispose();
      }
    }),
    metadata: isRecord(metadata) ? metadata : null,
  };
}

/** Works on TensorFlow.js' CPU backend, whose numbers can be had at once, and goes back to the one before. */
async function onCpu<T>(work: () => Promise<T>): Promise<T> {
  const before = getBackend();
  await setBackend('cpu');
  try {
    return await work();
  } finally {
    if (before) await setBackend(before);
  }
}

function jsonOf(files: ModelFiles): Readonly<Record<string, unknown>> {
  const file = files.get(MODEL_FILE);
  if (!file) throw new RangeError(`${MODEL_FILE} is missing`);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(file));
  } catch (error) {
    throw new RangeError(`${MODEL_FILE} is no JSON: ${(error as Error).message}`);
  }
  needShallow(value, 0);
  return isRecord(value) ? value : refuse(value, MODEL_FILE, 'an object');
}

function needShallow(value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth > MOST_DEPTH) throw new RangeError(`${MODEL_FILE} is nested too deeply`);
  for (const part of Object.values(value)) needShallow(part, depth + 1);
}

/** The chain as a `Sequential` of TensorFlow.js, with its weights. */
async function load(
  inputs: number,
  layers: readonly KerasLayer[],
  stored: readonly StoredWeights[],
): Promise<LayersModel> {
  const weights = weightsOfLayers(inputs, layers, stored);
  const [first, ...rest] = layers;
  if (!first) throw new RangeError('the model has no layer that computes anything');
  const shaped = { ...first.config, batch_input_shape: [null, inputs], dtype: 'float32' };
  const data = await new Blob(weights.map(({ bytes }) => bytes as BlobPart)).arrayBuffer();
  try {
    return await loadLayersModel(
      io.fromMemory({
        modelTopology: {
          class_name: 'Sequential',
          config: { name: 'opened', layers: [{ ...first, config: shaped }, ...rest] },
        },
        weightSpecs: weights.map(({ spec }) => spec as unknown as io.WeightsManifestEntry),
        weightData: data,
      }),
    );
  } catch (error) {
    throw new RangeError(`TensorFlow.js cannot open it: ${(error as Error).message.slice(0, 300)}`);
  }
}

/** Each dense layer with the normalisation and the activation that follow it. */
function chainOf(inputs: number, layers: readonly KerasLayer[], model: LayersModel): Chain {
  const chain: ChainLayer[] = [];
  let softmax = false;
  layers.forEach(({ class_name: kind, config }, i) => {
    const { name } = config;
    if (softmax)
      throw new RangeError(`layer “${name}” follows a softmax, which may only be the last`);
    const arrays = (model.layers[i]?.getWeights() ?? []).map((tensor) => tensor.dataSync());
    const values = arrays.map((array) => finite(Float32Array.from(array), name));
    const last = chain.at(-1);
    if (kind === 'Dense') {
      const outputs = config['units'] as number; // as `checkLayer` found
      const [weights = new Float32Array(0), biases = new Float32Array(outputs)] = values;
      const width = last?.outputs ?? inputs;
      chain.push({
        name,
        inputs: width,
        outputs,
        weights,
        biases,
        norm: null,
        activation: 'identity',
      });
    } else if (!last)
      throw new RangeError(`layer “${name}” (${kind}) comes before the first dense layer`);
    else if (kind === 'LayerNormalization') {
      if (last.norm || last.activation !== 'identity')
        throw new RangeError(
          `layer “${name}” (${kind}) must stand between a dense layer and its activation`,
        );
      const gain = config['scale'] ? (values[0] ?? null) : null;
      const shift = config['center'] ? (values.at(-1) ?? null) : null;
      chain[chain.length - 1] = { ...last, norm: { gain, shift } };
    }
    const activation = activationOf(kind, config['activation']);
    const here = chain.at(-1) as ChainLayer; // there is one by now
    if (activation === 'identity') return;
    if (here.activation !== 'identity')
      throw new RangeError(`layer “${name}” is a second activation behind “${here.name}”`);
    if (activation === 'softmax') softmax = true;
    else chain[chain.length - 1] = { ...here, activation };
  });
  if (chain.length === 0) throw new RangeError('the model has no dense layer');
  return { inputs, layers: chain, softmax };
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
