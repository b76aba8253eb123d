import { draws } from '#core/random.ts';
import { strategyKey } from '../keys.ts';

/** The images that all rows learn from at a step, and with which of them each is mixed where a recipe mixes. */
export interface Minibatch {
  /** Positions of training images. */
  readonly images: Uint32Array; // [B]
  /** Positions within the minibatch. */
  readonly partners: Uint32Array; // [B]
}

/**
 * Reads minibatches of a seed, one for each step: every training image comes once before any comes again. The same for
 * all rows, so that they can be compared in pairs.
 */
export function minibatches(
  seed: number,
  images: number,
  batch: number,
): (step: number) => Minibatch {
  let epoch = -1;
  let order: Uint32Array = new Uint32Array(0);
  const imageAt = (position: number): number => {
    const wanted = Math.floor(position / images);
    if (wanted !== epoch) {
      epoch = wanted;
      order = shuffled(images, seed, 'order', epoch);
    }
    return order[position % images] as number; // within the epoch
  };
  return (step) => ({
    images: Uint32Array.from({ length: batch }, (_, at) => imageAt(step * batch + at)),
    partners: shuffled(batch, seed, 'partner', step),
  });
}

/** 0 … n − 1 in any order (Fisher and Yates). */
function shuffled(n: number, seed: number, purpose: 'order' | 'partner', at: number): Uint32Array {
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  const reader = draws(strategyKey(seed, purpose, at));
  for (let i = n - 1; i > 0; i--) {
    const j = reader.integer(i + 1);
    const moved = order[i] as number;
    order[i] = order[j] as number;
    order[j] = moved;
  }
  return order;
}
