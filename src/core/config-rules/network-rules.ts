import { type ConfigContext, check } from './rule.ts';

const HIDDEN = ['encoderHidden', 'headHidden'] as const;

/** Holds that a limit does not exceed the one above it, `what`; only then are sizes held to both. */
function inOrder(name: string, least: number, most: number, what: string) {
  return check(least <= most, `network.${name}`, least, `exceeds ${what}, ${most}; it must not`);
}

export function layersInRange({ config: { network } }: ConfigContext) {
  const { minLayers, maxLayers } = network;
  const wrong = inOrder('minLayers', minLayers, maxLayers, 'the most layers');
  if (wrong.length > 0) return wrong;
  return HIDDEN.flatMap((name) => {
    const { length } = network[name];
    return check(
      minLayers <= length && length <= maxLayers,
      `network.${name}`,
      network[name],
      `has ${length} layers; it must have ${minLayers} to ${maxLayers}`,
    );
  });
}

export function nodesInRange({ config: { network } }: ConfigContext) {
  const { minNodes, maxNodes } = network;
  const wrong = inOrder('minNodes', minNodes, maxNodes, 'the widest layer');
  if (wrong.length > 0) return wrong;
  return HIDDEN.flatMap((name) =>
    check(
      network[name].every((width) => minNodes <= width && width <= maxNodes),
      `network.${name}`,
      network[name],
      `has layers outside of ${minNodes} to ${maxNodes} nodes; all must lie inside`,
    ),
  );
}

export function latentInRange({ config: { network } }: ConfigContext) {
  const { latent, minLatent, maxLatent } = network;
  const wrong = inOrder('minLatent', minLatent, maxLatent, 'the largest latent size');
  if (wrong.length > 0) return wrong;
  return check(
    minLatent <= latent && latent <= maxLatent,
    'network.latent',
    latent,
    `is outside of ${minLatent} to ${maxLatent}; it must lie inside`,
  );
}
