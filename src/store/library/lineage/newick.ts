import { type Life, labelOf } from './descendants.ts';

/**
 * A lineage in Newick format (Olsen 1990): a tree per founder, a line each. Nodes are named after the agents' ids, as
 * `agent17`, those inside too, since an agent may live on beside its children. Branches are as long as the generations from the parent's
 * birth to the child's.
 */
export function newick(lives: readonly Life[]): string {
  const origins = new Map(lives.map(({ birth }) => [birth.id, birth.generation]));
  const children = new Map<number, string[]>();
  const trees: string[] = [];
  // Children have greater ids than their parents, so every subtree is whole before it is needed.
  for (const { birth } of lives.toReversed()) {
    const { id, parent, generation } = birth;
    const below = children.get(id)?.toReversed().join(',');
    const node = `${below === undefined ? '' : `(${below})`}${labelOf(id)}`;
    const origin = parent === null ? undefined : origins.get(parent);
    if (parent === null || origin === undefined) trees.unshift(`${node};\n`);
    else children.set(parent, [...(children.get(parent) ?? []), `${node}:${generation - origin}`]);
  }
  return trees.join('');
}
