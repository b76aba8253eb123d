import { strToU8, type Zippable, zipSync } from 'fflate';
import type { PolicyModel } from '#protocol/messages.ts';
import { layersModel, MODEL_FILE, WEIGHTS_FILE } from './layers-model.ts';

/** Instructions for a person who unpacks the model and does not know the page. */
const README = `A policy from the Evolution Playground, as a TensorFlow.js LayersModel.

  const model = await tf.loadLayersModel('model.json');
  const outputs = model.predict(tf.tensor2d([observation]));

What goes in and how an action follows from the outputs stands in model.json under userDefinedMetadata.
`;

const TEAM_README = `A team from the Evolution Playground: for each of its players a TensorFlow.js LayersModel.

FOLDERS

  const model = await tf.loadLayersModel('FIRST/model.json');
  const outputs = model.predict(tf.tensor2d([observation]));

A player sees its own observation alone. What goes in and how an action follows from the outputs stands in each
model.json under userDefinedMetadata.
`;

/**
 * The policies of an agent as a zip: of one player the two files of its model, of a team a folder of two for each policy,
 * named after who acts by it; and a word on how to load them.
 */
export function writeModels(policies: readonly PolicyModel[]): Uint8Array<ArrayBuffer> {
  const [first] = policies;
  if (!first) throw new RangeError('an agent without policies is no model');
  if (!first.players) return zipSync({ ...filesOf(first, ''), 'README.txt': strToU8(README) });
  const folders = policies.map((policy) => ({ policy, folder: folderOf(policy) }));
  const lines = folders.map(
    ({ policy: { players = [] }, folder }) => `  ${folder}/  ${players.join(', ')}`,
  );
  const readme = TEAM_README.replace('FOLDERS', lines.join('\n')).replace('FIRST', folderOf(first));
  return zipSync({
    ...Object.assign({}, ...folders.map(({ policy, folder }) => filesOf(policy, `${folder}/`))),
    'README.txt': strToU8(readme),
  });
}

const filesOf = (policy: PolicyModel, folder: string): Zippable => {
  const { json, weights } = layersModel(policy);
  return {
    [`${folder}${MODEL_FILE}`]: strToU8(json),
    [`${folder}${WEIGHTS_FILE}`]: [weights, { level: 0 }],
  };
};

/** The player's name, or what those of several begin with. */
const folderOf = ({ players: [only = '', ...others] = [] }: PolicyModel): string =>
  others.length === 0 ? only : only.replace(/_\d+$/, '');
