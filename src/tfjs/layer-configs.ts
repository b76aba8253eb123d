import { FILTER_SIZE } from '#core/genome.ts';
import { describeValue, isRecord } from '#core/plain-data.ts';
import { KERAS_ACTIVATIONS, LEAKY_SLOPE, NORM_EPSILON } from '#protocol/keras-names.ts';
import type { Image } from './chain.ts';

/** A layer as Keras writes it, with the settings that decide what it computes and no others. */
export interface KerasLayer {
  readonly class_name: string;
  readonly config: Readonly<Record<string, unknown>> & { readonly name: string };
}

type Fields = Readonly<Record<string, unknown>>;

const WIDEST = 512;
const MOST_FILTERS = 128;
const LONGEST_SIDE = 64;
const LONGEST_NAME = 200;
/** Amount by which a setting may differ that went through a float32. */
const ROUNDING = 1e-6;

/** Activations that a layer may have by name. */
const ACTIVATIONS: readonly unknown[] = [...Object.values(KERAS_ACTIVATIONS), 'softmax'];

/** Settings by kind of layer. Throws a RangeError that names what an agent cannot have, and what it can. */
const CONFIGS: Readonly<Record<string, (config: Fields, layer: string) => object>> = {
  InputLayer: () => ({}),
  Dense: (config, layer) => ({
    units: wholeNumber(config['units'], `the units of ${layer}`, WIDEST),
    use_bias: config['use_bias'] !== false,
    activation: activationOf(config['activation'] ?? 'linear', layer),
  }),
  Activation: (config, layer) => ({ activation: activationOf(config['activation'], layer) }),
  Softmax: (config, layer) => {
    needAxis(config, layer);
    return {};
  },
  ReLU: (config, layer) => {
    for (const name of ['negative_slope', 'threshold'])
      needSetting(config[name] ?? 0, 0, `${name} of ${layer}`);
    if ((config['max_value'] ?? null) !== null)
      refuse(config['max_value'], `max_value of ${layer}`, 'null');
    return {};
  },
  LeakyReLU: (config, layer) => {
    const slope = config['alpha'] ?? config['negative_slope'] ?? 0.3;
    needSetting(slope, LEAKY_SLOPE, `the slope of ${layer}`);
    return { alpha: LEAKY_SLOPE };
  },
  ELU: (config, layer) => {
    needSetting(config['alpha'] ?? 1, 1, `alpha of ${layer}`);
    return { alpha: 1 };
  },
  LayerNormalization: (config, layer) => {
    needAxis(config, layer);
    needSetting(config['epsilon'] ?? 1e-3, NORM_EPSILON, `epsilon of ${layer}`);
    if (config['rms_scaling'] === true) refuse(true, `rms_scaling of ${layer}`, 'false');
    return {
      axis: -1,
      epsilon: NORM_EPSILON,
      center: config['center'] !== false,
      scale: config['scale'] !== false,
    };
  },
  /** Computes nothing once a model has been trained. */
  Dropout: () => ({ rate: 0 }),
  /** Flattening of vectors, or of what filters made. */
  Flatten: () => ({}),
  /** Numbers of an observation as the image that filters run over. */
  Reshape: ({ target_shape: shape }, layer) => ({
    target_shape: imageOf(shape, `the target_shape of ${layer}`),
  }),
  Conv2D: (config, layer) => {
    needPair(config['kernel_size'], FILTER_SIZE, `the kernel_size of ${layer}`);
    for (const name of ['strides', 'dilation_rate'])
      needPair(config[name] ?? 1, 1, `the ${name} of ${layer}`);
    needSetting(config['groups'] ?? 1, 1, `the groups of ${layer}`);
    for (const [name, right] of [
      ['padding', 'valid'],
      ['data_format', 'channels_last'],
    ] as const)
      if ((config[name] ?? right) !== right)
        refuse(config[name], `the ${name} of ${layer}`, `“${right}”`);
    return {
      filters: wholeNumber(config['filters'], `the filters of ${layer}`, MOST_FILTERS),
      kernel_size: [FILTER_SIZE, FILTER_SIZE],
      strides: [1, 1],
      padding: 'valid',
      data_format: 'channels_last',
      use_bias: config['use_bias'] !== false,
      activation: activationOf(config['activation'] ?? 'linear', layer),
    };
  },
};

/** Height, width and channels of an image. */
export function imageOf(value: unknown, what: string): Image {
  if (!Array.isArray(value) || value.length !== 3)
    return refuse(value, what, 'a list of height, width and channels');
  const [height, width, channels] = value.map((length) => wholeNumber(length, what, LONGEST_SIDE));
  return [height as number, width as number, channels as number]; // three, as was found
}

/** The same number along both sides, as one or as two. */
function needPair(value: unknown, right: number, what: string): void {
  const both: readonly unknown[] = Array.isArray(value) && value.length === 2 ? value : [value];
  if (both.some((each) => each !== right)) refuse(value, what, `[${right}, ${right}]`);
}

/** A layer of `model.json`, checked. Throws a RangeError that says what an agent's network cannot be. */
export function checkLayer(value: unknown, index: number): KerasLayer {
  if (!isRecord(value)) return refuse(value, `layer ${index}`, 'an object');
  const { class_name: kind, config } = value;
  const read = typeof kind === 'string' && Object.hasOwn(CONFIGS, kind) ? CONFIGS[kind] : undefined;
  if (!read)
    return refuse(
      kind,
      `the type of layer ${index}`,
      `one of ${Object.keys(CONFIGS).join(', ')}: a network here is a chain of dense layers, before which one layer of filters may run over an image`,
    );
  if (!isRecord(config)) return refuse(config, `the config of layer ${index}`, 'an object');
  const { name } = config;
  if (typeof name !== 'string' || name === '' || name.length > LONGEST_NAME)
    return refuse(name, `the name of layer ${index}`, `a text of 1 to ${LONGEST_NAME} characters`);
  return { class_name: kind as string, config: { name, ...read(config, `layer “${name}”`) } };
}

export function wholeNumber(value: unknown, what: string, most: number): number {
  return Number.isSafeInteger(value) && (value as number) >= 1 && (value as number) <= most
    ? (value as number)
    : refuse(value, what, `a whole number from 1 to ${most}`);
}

export function refuse(value: unknown, what: string, right: string): never {
  throw new RangeError(`${what} is ${describeValue(value)}; it must be ${right}`);
}

function activationOf(value: unknown, layer: string): unknown {
  return ACTIVATIONS.includes(value)
    ? value
    : refuse(value, `the activation of ${layer}`, `one of ${ACTIVATIONS.join(', ')}`);
}

function needSetting(value: unknown, right: number, what: string): void {
  if (typeof value !== 'number' || !(Math.abs(value - right) <= ROUNDING * Math.max(right, 1e-3)))
    refuse(value, what, String(right));
}

/** The last axis: vectors have no other. */
function needAxis({ axis = -1 }: Fields, layer: string): void {
  const only: unknown = Array.isArray(axis) && axis.length === 1 ? axis[0] : axis;
  if (only !== -1 && only !== 1) refuse(axis, `the axis of ${layer}`, '-1');
}
