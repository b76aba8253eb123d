import { readdirSync, readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';

/** Observations of which `make.py` keeps the outputs. */
export const ROWS = 1000;

const folder = (name: string) => new URL(`${name}/`, import.meta.url);

/** The files of a model as a person drops them. */
export function filesOf(name: string): Record<string, Uint8Array> {
  const names = readdirSync(folder(name)).filter((file) => file !== 'outputs.bin');
  return Object.fromEntries(
    names.map((file) => [file, new Uint8Array(readFileSync(new URL(file, folder(name))))]),
  );
}

/** The same as `observations` of `make.py`. */
export const observations = (width: number): Float32Array =>
  Float32Array.from(
    { length: ROWS * width },
    (_, i) => (6 * Number((BigInt(i) * 2654435761n) % 4294967296n)) / 4294967296 - 3,
  );

/** Outputs of Keras itself, [1000 × outputs]. */
export const kerasOutputs = (name: string): Float32Array =>
  new Float32Array(new Uint8Array(readFileSync(new URL('outputs.bin', folder(name)))).buffer);

/** The model in TensorFlow.js, made by its own layers: it cannot read what Keras 3 writes as it is. */
export function inTfjs(name: string): tf.Sequential {
  const files = filesOf(name);
  const json = JSON.parse(new TextDecoder().decode(files['model.json']));
  const { layers } = json.modelTopology.model_config.config;
  const [{ config: input }, ...others] = layers;
  const model = tf.sequential();
  for (const { class_name: kind, config } of others) {
    const shape = model.layers.length === 0 ? { inputShape: [input.batch_shape[1]] } : {};
    const { units, activation, epsilon, center, scale, rate } = config;
    if (kind === 'Dense') model.add(tf.layers.dense({ units, activation, ...shape }));
    else if (kind === 'LayerNormalization')
      model.add(tf.layers.layerNormalization({ axis: -1, epsilon, center, scale }));
    else if (kind === 'Activation') model.add(tf.layers.activation({ activation }));
    else if (kind === 'Dropout') model.add(tf.layers.dropout({ rate }));
    else throw new RangeError(`no layer ${kind} here`);
  }
  const [{ paths, weights }] = json.weightsManifest;
  const decoded = tf.io.decodeWeights(new Uint8Array(files[paths[0]] ?? []).buffer, weights);
  // Both kinds of files keep the arrays of each kind of layer in the order of the layers.
  const ofKind = (isNorm: boolean) =>
    Object.entries(decoded)
      .filter(([each]) => each.includes('norm') === isNorm)
      .map(([, tensor]) => tensor);
  const queues = { Dense: ofKind(false), LayerNormalization: ofKind(true) };
  for (const layer of model.layers) {
    const queue = queues[layer.getClassName() as keyof typeof queues];
    if (queue) layer.setWeights(queue.splice(0, layer.getWeights().length));
  }
  return model;
}
