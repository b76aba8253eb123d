import { FILTER_SIZE } from '#core/genome.ts';
import { numbersIn } from '#core/shape.ts';
import type { Image } from './chain.ts';
import type { KerasLayer } from './layer-configs.ts';
import type { StoredWeights } from './weights.ts';

/** An array that a layer needs. */
interface Needed {
  readonly name: 'kernel' | 'bias' | 'gamma' | 'beta';
  readonly shape: readonly number[];
}

/**
 * The arrays of each layer in turn, under the names that TensorFlow.js gives them. Throws a RangeError that names the one
 * which is missing or of another shape.
 */
export function weightsOfLayers(
  inputs: number,
  layers: readonly KerasLayer[],
  stored: readonly StoredWeights[],
): readonly StoredWeights[] {
  let shape: readonly number[] = [inputs];
  return layers.flatMap((layer, i) => {
    const needed = neededBy(layer, shape.at(-1) as number); // a shape has lengths
    shape = shapeBehind(layer, shape);
    const place = placeName(layer, layers.slice(0, i));
    return needed.map((each, index) => find(stored, layer.config.name, `${place}/${index}`, each));
  });
}

/** Shape of what a layer gives, as `checkLayer` found its settings, of what it is given. */
export function shapeBehind(
  { class_name: kind, config }: KerasLayer,
  shape: readonly number[],
): readonly number[] {
  switch (kind) {
    case 'Dense':
      return [config['units'] as number];
    case 'Reshape':
      return config['target_shape'] as Image;
    case 'Conv2D': {
      const [height = 0, width = 0] = shape;
      return [height - FILTER_SIZE + 1, width - FILTER_SIZE + 1, config['filters'] as number];
    }
    case 'Flatten':
      return [numbersIn(shape)];
    default:
      return shape;
  }
}

/** Arrays of a layer that is given so many numbers, or channels of a pixel. */
function neededBy({ class_name: kind, config }: KerasLayer, width: number): readonly Needed[] {
  const units = config[kind === 'Conv2D' ? 'filters' : 'units'] as number; // as `checkLayer` found
  const bias = config['use_bias'] ? [{ name: 'bias', shape: [units] } as const] : [];
  switch (kind) {
    case 'Conv2D':
      return [{ name: 'kernel', shape: [FILTER_SIZE, FILTER_SIZE, width, units] }, ...bias];
    case 'Dense':
      return [{ name: 'kernel', shape: [width, units] }, ...bias];
    case 'LayerNormalization':
      return [
        ...(config['scale'] ? [{ name: 'gamma', shape: [width] } as const] : []),
        ...(config['center'] ? [{ name: 'beta', shape: [width] } as const] : []),
      ];
    default:
      return [];
  }
}

/** Name under which a `.keras` file keeps a layer's arrays: by its kind and how many of the kind came before. */
function placeName({ class_name: kind }: KerasLayer, before: readonly KerasLayer[]): string {
  const snake = kind.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();
  const count = before.filter(({ class_name }) => class_name === kind).length;
  return `layers/${snake}${count > 0 ? `_${count}` : ''}/vars`;
}

function find(
  stored: readonly StoredWeights[],
  layer: string,
  place: string,
  { name, shape }: Needed,
): StoredWeights {
  const byName = stored.filter((each) => {
    const parts = each.name.replace(/:0$/, '').split('/');
    return parts.at(-1) === name && parts.slice(0, -1).includes(layer);
  });
  const [found, second] = byName.length > 0 ? byName : stored.filter((each) => each.name === place);
  if (!found) throw new RangeError(`layer “${layer}” has no ${name} among the weights`);
  if (second)
    throw new RangeError(`both “${found.name}” and “${second.name}” are the ${name} of “${layer}”`);
  if (found.shape.length !== shape.length || found.shape.some((n, i) => n !== shape[i]))
    throw new RangeError(
      `“${found.name}”, of layer “${layer}”, is ${found.shape.join(' × ')}; by the layers it must be ${shape.join(' × ')}`,
    );
  return { ...found, spec: { ...found.spec, name: `${layer}/${name}` } };
}
