import type { Activation } from '#core/genome.ts';
import type { Layer, Plan } from './plan.ts';

/** A dense layer with what follows it, as far as the next one: what a genome's mutation adds or widens. */
export interface Block {
  /** As 'head.hidden[0]'. */
  readonly name: string;
  readonly dense: Extract<Layer, { kind: 'dense' }>;
  readonly normalised: boolean;
  readonly activation: Activation;
  /** Inputs that come from the block before; the rest joined as the network's second input. */
  readonly ahead: number;
}

/** A plan's layers, one block per dense layer, in the order of computation. */
export function blocksOf(plan: Plan): readonly Block[] {
  const blocks: Block[] = [];
  let joined = 0;
  for (const layer of plan.layers) {
    const last = blocks.length - 1;
    const block = blocks[last];
    switch (layer.kind) {
      case 'dense':
        blocks.push({
          name: layer.weights.name.slice(0, -'.weights'.length),
          dense: layer,
          normalised: false,
          activation: 'identity',
          ahead: layer.inputs - joined,
        });
        joined = 0;
        break;
      case 'layerNorm':
        if (block) blocks[last] = { ...block, normalised: true };
        break;
      case 'activation':
        if (block) blocks[last] = { ...block, activation: layer.activation };
        break;
      case 'concat':
        joined = layer.joined;
        break;
      case 'constants':
        break;
      default:
        layer satisfies never;
    }
  }
  return blocks;
}
