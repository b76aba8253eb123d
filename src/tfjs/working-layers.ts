import { FILTER_SIZE } from '#core/genome.ts';
import { numbersIn } from '#core/shape.ts';
import type { KerasLayer } from './layer-configs.ts';
import type { Topology } from './topology.ts';

/** Kinds of layers that compute nothing once a model has been trained. */
const IDLE: readonly string[] = ['InputLayer', 'Dropout'];
/** Kinds of layers that only change the form of what they are given. */
const FORMS: readonly string[] = ['Reshape', 'Flatten'];

/**
 * Layers that compute something, in order; where filters run over an image, a Reshape to it before them and a Flatten
 * right behind them. Throws a RangeError that says what keeps the filters from being those of a network here.
 */
export function workingLayers({ inputs, image, layers }: Topology): readonly KerasLayer[] {
  const active = layers.filter(({ class_name }) => !IDLE.includes(class_name));
  const computing = active.filter(({ class_name }) => !FORMS.includes(class_name));
  const [filters, ...others] = computing;
  const late = others.find(isConvolution);
  if (late)
    throw new RangeError(
      `layer “${late.config.name}” is a Conv2D behind “${filters?.config.name}”; filters may only be the first layer`,
    );
  const reshaped = active.find(({ class_name }) => class_name === 'Reshape');
  if (!filters || !isConvolution(filters)) {
    if (image || reshaped)
      throw new RangeError(
        `the observation is an image, ${lengthsInWords(image ?? targetOf(reshaped as KerasLayer))}, but no Conv2D runs over it first; without one it must be numbers side by side`,
      );
    return computing;
  }
  const [first] = active;
  const isReshaped = first === reshaped && reshaped !== undefined;
  const seen = isReshaped ? targetOf(reshaped) : image;
  const { name } = filters.config;
  if (!seen || (first !== filters && !isReshaped))
    throw new RangeError(
      `layer “${name}” (Conv2D) needs an image: the input, or a Reshape of it right before, must have a height, a width and channels`,
    );
  if (numbersIn(seen) !== inputs)
    throw new RangeError(
      `“${reshaped?.config.name}” makes an image of ${lengthsInWords(seen)} = ${numbersIn(seen)} numbers of ${inputs}`,
    );
  if (seen.slice(0, 2).some((length) => length < FILTER_SIZE))
    throw new RangeError(
      `layer “${name}” runs filters of ${FILTER_SIZE} × ${FILTER_SIZE} over an image of only ${lengthsInWords(seen)}`,
    );
  const dense = active.findIndex(({ class_name }) => class_name === 'Dense');
  const flattened = active.findIndex(({ class_name }) => class_name === 'Flatten');
  if (dense >= 0 && !(flattened >= 0 && flattened < dense))
    throw new RangeError(
      `there is no Flatten between “${name}” and “${active[dense]?.config.name}”; a dense layer must be given numbers side by side`,
    );
  const form = (class_name: string, config: object): KerasLayer => ({
    class_name,
    config: { name: `${name}_${class_name.toLowerCase()}`, ...config },
  });
  return [form('Reshape', { target_shape: seen }), filters, form('Flatten', {}), ...others];
}

const isConvolution = ({ class_name }: KerasLayer): boolean => class_name === 'Conv2D';
const targetOf = ({ config }: KerasLayer) => config['target_shape'] as readonly number[]; // as `checkLayer` found
const lengthsInWords = (lengths: readonly number[]): string => lengths.join(' × ');
