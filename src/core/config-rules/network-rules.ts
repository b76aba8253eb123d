import { type ConfigContext, check } from './rule.ts';

export function layersInRange({ config: { network } }: ConfigContext) {
  const { minLayers, maxLayers, encoderHidden, headHidden } = network;
  if (minLayers > maxLayers)
    return check(
      false,
      'network.minLayers',
      minLayers,
      `exceeds the most layers, ${maxLayers}; it must not`,
    );
  const count = (name: string, hidden: readonly number[]) =>
    check(
      minLayers <= hidden.length && hidden.length <= maxLayers,
      `network.${name}`,
      hidden,
      `has ${hidden.length} layers; it must have ${minLayers} to ${maxLayers}`,
    );
  return [...count('encoderHidden', encoderHidden), ...count('headHidden', headHidden)];
}

export function nodesInRange({ config: { network } }: ConfigContext) {
  const { minNodes, maxNodes, encoderHidden, headHidden } = network;
  if (minNodes > maxNodes)
    return check(
      false,
      'network.minNodes',
      minNodes,
      `exceeds the widest layer, ${maxNodes}; it must not`,
    );
  const widths = (name: string, hidden: readonly number[]) =>
    check(
      hidden.every((width) => minNodes <= width && width <= maxNodes),
      `network.${name}`,
      hidden,
      `has layers outside of ${minNodes} to ${maxNodes} nodes; all must lie inside`,
    );
  return [...widths('encoderHidden', encoderHidden), ...widths('headHidden', headHidden)];
}

export function latentInRange({ config: { network } }: ConfigContext) {
  const { latent, minLatent, maxLatent } = network;
  if (minLatent > maxLatent)
    return check(
      false,
      'network.minLatent',
      minLatent,
      `exceeds the largest latent size, ${maxLatent}; it must not`,
    );
  return check(
    minLatent <= latent && latent <= maxLatent,
    'network.latent',
    latent,
    `is outside of ${minLatent} to ${maxLatent}; it must lie inside`,
  );
}
