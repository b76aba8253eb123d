import { isRecord } from '#core/plain-data.ts';
import { numbersIn } from '#core/shape.ts';
import type { Image } from './chain.ts';
import { checkLayer, imageOf, type KerasLayer, refuse, wholeNumber } from './layer-configs.ts';

/** Topology in a `model.json`: a chain of layers and how many numbers enter it. */
export interface Topology {
  readonly inputs: number;
  /** Image that they are from the beginning; null: they are numbers side by side. */
  readonly image: Image | null;
  readonly layers: readonly KerasLayer[];
}

const MOST_LAYERS = 64;
const MOST_INPUTS = 1024;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads the topology of a LayersModel, as Keras 2, Keras 3 and TensorFlow.js write it: a `Sequential`, or a model of
 * which each layer has the one before as its only input. Throws a RangeError that says what keeps it from being one.
 */
export function readTopology(model: Fields): Topology {
  const { format, modelTopology: topology } = model;
  if (format === 'graph-model')
    refuse(
      format,
      'the format',
      '“layers-model”: a graph model does not say what its layers are (tensorflowjs_converter writes the other with --output_format=tfjs_layers_model)',
    );
  if (!isRecord(topology)) return refuse(topology, 'modelTopology', 'an object');
  const { model_config: outer = topology } = topology;
  if (!isRecord(outer)) return refuse(outer, 'model_config', 'an object');
  const { class_name: kind, config } = outer;
  if (kind !== 'Sequential' && kind !== 'Functional' && kind !== 'Model')
    return refuse(kind, 'the kind of model', 'Sequential or Functional');
  const list = isRecord(config) ? config['layers'] : config;
  if (!Array.isArray(list) || list.length === 0 || list.length > MOST_LAYERS)
    return refuse(
      Array.isArray(list) ? `a list of ${list.length}` : list,
      'layers',
      `a list of 1 to ${MOST_LAYERS}`,
    );
  const layers = list.map(checkLayer);
  const twice = layers.find(({ config: { name } }, i) =>
    layers.slice(0, i).some((other) => other.config.name === name),
  );
  if (twice) throw new RangeError(`two layers are named “${twice.config.name}”`);
  if (kind !== 'Sequential') needChain(list, layers);
  return { ...inputsOf(list as readonly Fields[], config), layers };
}

/** Checks a model with named inputs: each layer has one, the layer before. */
function needChain(list: readonly unknown[], layers: readonly KerasLayer[]): void {
  layers.forEach(({ config: { name } }, i) => {
    const before = i === 0 ? [] : [layers[i - 1]?.config.name];
    const found = sourcesOf((list[i] as Fields)['inbound_nodes']);
    if (found.length !== before.length || found[0] !== before[0])
      throw new RangeError(
        `layer “${name}” has the inputs [${found.join(', ')}]; it must have [${before.join(', ')}]: a network here is a chain of layers`,
      );
  });
}

/** Names of the layers that a layer takes its input from, once for each time it is used. */
function sourcesOf(nodes: unknown): readonly string[] {
  if (!Array.isArray(nodes)) return [];
  return nodes.flatMap((node: unknown) => {
    // Keras 3: { args: [{ config: { keras_history: [name, …] } }] }
    if (isRecord(node)) return tensorsIn(node['args']);
    // Keras 2: [[name, …], …]
    return Array.isArray(node)
      ? node.map((each: unknown) => String(Array.isArray(each) ? each[0] : each))
      : [];
  });
}

function tensorsIn(args: unknown): readonly string[] {
  if (Array.isArray(args)) return args.flatMap(tensorsIn);
  const config = isRecord(args) ? args['config'] : null;
  const history = isRecord(config) ? config['keras_history'] : null;
  return Array.isArray(history) ? [String(history[0])] : [];
}

/** An observation's form, from wherever the shape of the input is told. */
function inputsOf(
  [first = {}]: readonly Fields[],
  model: unknown,
): Pick<Topology, 'inputs' | 'image'> {
  const config = isRecord(first['config']) ? first['config'] : {};
  const ofModel = isRecord(model) ? model['build_input_shape'] : undefined;
  const shape =
    config['batch_input_shape'] ?? config['batch_shape'] ?? config['batchInputShape'] ?? ofModel;
  if (Array.isArray(shape) && shape.length === 4) {
    const image = imageOf(shape.slice(1), 'the shape of the input');
    const inputs = numbersIn(image);
    return { inputs: wholeNumber(inputs, 'the length of the input', MOST_INPUTS), image };
  }
  if (!Array.isArray(shape) || shape.length !== 2)
    return refuse(
      shape,
      'the shape of the input',
      '[null, numbers of an observation], or of an image [null, height, width, channels]',
    );
  return { inputs: wholeNumber(shape[1], 'the length of the input', MOST_INPUTS), image: null };
}
