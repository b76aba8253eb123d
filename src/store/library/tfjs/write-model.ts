import { strToU8, zipSync } from 'fflate';
import type { PolicyModel } from '#protocol/messages.ts';
import { layersModel, MODEL_FILE, WEIGHTS_FILE } from './layers-model.ts';

/** How to use the model, for whoever unpacks it and does not know the page. */
const README = `A policy from the Evolution Playground, as a TensorFlow.js LayersModel.

  const model = await tf.loadLayersModel('model.json');
  const outputs = model.predict(tf.tensor2d([observation]));

What goes in and how an action follows from the outputs stands in model.json under userDefinedMetadata.
`;

/** The model as a zip of its two files and a word on how to load them. */
export function writeModel(policy: PolicyModel): Uint8Array<ArrayBuffer> {
  const { json, weights } = layersModel(policy);
  return zipSync({
    [MODEL_FILE]: strToU8(json),
    [WEIGHTS_FILE]: [weights, { level: 0 }],
    'README.txt': strToU8(README),
  });
}
