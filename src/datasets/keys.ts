import { type Key, threefry2x32 } from '#core/random.ts';
import { SPLITS, type Split } from '#core/strategy/domain.ts';

/**
 * Purposes of random numbers of a data set. Published: a changed number changes every image. They lie beyond the
 * purposes of runs (`core/random.ts`), so one seed serves both.
 */
export const DATA_PURPOSE = {
  order: 0x100,
  frequencies: 0x101,
  labels: 0x102,
  picture: 0x103,
  noise: 0x104,
  stratify: 0x105,
} as const;

const block = new Uint32Array(2);

/** The key under which an image draws for a purpose: an image is the same however many others are drawn. */
export function keyOfImage(
  seed: number,
  purpose: keyof typeof DATA_PURPOSE,
  split: Split,
  index: number,
): Key {
  threefry2x32(seed, DATA_PURPOSE[purpose], SPLITS.indexOf(split), index, block);
  return [block[0] as number, block[1] as number];
}
