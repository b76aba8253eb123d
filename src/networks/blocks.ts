import type { Activation } from '#core/genome.ts';
import type { Layer, Plan } from './plan.ts';

/** A layer of weights with what follows it, as far as the next one: the unit that a genome's mutation adds or widens. */
export interface Block {
  /** Name, such as 'head.hidden[0]'. */
  readonly name: string;
  readonly layer: Extract<Layer, { readonly weights: unknown }>;
  readonly normalised: boolean;
  readonly activation: Activation;
}

/** A plan's layers, one block per layer of weights, in the order of computation. */
export function blocksOf(plan: Plan): readonly Block[] {
  const blocks: Block[] = [];
  for (const layer of plan.layers) {
    const last = blocks.length - 1;
    const block = blocks[last];
    if ('weights' in layer) {
      const name = layer.weights.name.slice(0, -'.weights'.length);
      blocks.push({ name, layer, normalised: false, activation: 'identity' });
    } else if (block && layer.kind === 'layerNorm') blocks[last] = { ...block, normalised: true };
    else if (block && layer.kind === 'activation')
      blocks[last] = { ...block, activation: layer.activation };
  }
  return blocks;
}
