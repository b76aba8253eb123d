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
  let width = inputs;
  return layers.flatMap((layer, i) => {
    const needed = neededBy(layer, width);
    if (layer.class_name === 'Dense') width = layer.config['units'] as number; // as `checkLayer` found
    const place = placeName(layer, layers.slice(0, i));
    return needed.map((each, index) => find(stored, layer.config.name, `${place}/${index}`, each));
  });
}

function neededBy({ class_name: kind, config }: KerasLayer, width: number): readonly Needed[] {
  const units = config['units'] as number; // of a dense layer, as `checkLayer` found
  switch (kind) {
    case 'Dense':
      return [
        { name: 'kernel', shape: [width, units] },
        ...(config['use_bias'] ? [{ name: 'bias', shape: [units] } as const] : []),
      ];
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
