import { NETWORK_WIDTHS, type StrategyConfig } from './strategy-config.ts';

const BYTES = { single: 4, mixed: 2 } as const;

/**
 * Bytes on a GPU of what lies between the layers of all classifiers of a run while they train: of each block what comes out
 * of convolution, norm and pooling, which the way back needs, and two gradients as large as the largest of these.
 */
export function imageMemory({ data, network, training, rows }: StrategyConfig): {
  readonly single: number;
  readonly mixed: number;
} {
  let side = data.size;
  let kept = 0;
  let largest = 0;
  for (const channels of NETWORK_WIDTHS[network.width].channels) {
    const image = side * side * channels;
    side = Math.floor(side / 2);
    kept += 2 * image + side * side * channels;
    largest = Math.max(largest, image);
  }
  const numbers = rows.length * training.batch * (kept + 2 * largest);
  return { single: numbers * BYTES.single, mixed: numbers * BYTES.mixed };
}
