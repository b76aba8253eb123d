import { getBackend, io, type LayersModel, loadLayersModel, setBackend } from '@tensorflow/tfjs';
import { isRecord } from '#core/plain-data.ts';
import type { Chain } from './chain.ts';
import { type KerasLayer, refuse } from './layer-configs.ts';
import { chainOf } from './read-chain.ts';
import { readTopology } from './topology.ts';
import { type ModelFiles, readWeights, type StoredWeights } from './weights.ts';
import { weightsOfLayers } from './weights-of-layers.ts';
import { workingLayers } from './working-layers.ts';

/** A model that was opened. */
export interface OpenedModel {
  readonly chain: Chain;
  /** Metadata that its maker wrote into it; null: none. */
  readonly metadata: Readonly<Record<string, unknown>> | null;
}

const MODEL_FILE = 'model.json';
const MOST_DEPTH = 40;

/**
 * Opens a LayersModel with TensorFlow.js, which knows how its layers are built and its weights decoded, once everything
 * in it has been found to be of a size and a kind that an agent can have. Throws a RangeError that says what is wrong.
 */
export async function readModel(files: ModelFiles): Promise<OpenedModel> {
  const model = jsonOf(files);
  const topology = readTopology(model);
  const { inputs } = topology;
  const stored = readWeights(model['weightsManifest'], files);
  const working = workingLayers(topology);
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
