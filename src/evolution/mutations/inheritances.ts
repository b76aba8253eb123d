import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import type { Inheritance } from '#networks/inheritance.ts';
import type { Inheritances } from './mutator.ts';

/**
 * Inheritances of an offspring's weights: the changed evaluation networks as given, their targets rebuilt from them,
 * everything else copied.
 */
export function inheritances(
  declaration: AlgorithmDeclaration,
  changed: ReadonlyMap<string, Inheritance>,
): Inheritances {
  return Object.fromEntries(
    declaration.networks.map(({ name, targetOf }): [string, Inheritance] =>
      targetOf !== undefined && changed.has(targetOf)
        ? [name, { kind: 'sync', online: targetOf }]
        : [name, changed.get(name) ?? { kind: 'copy' }],
    ),
  );
}
