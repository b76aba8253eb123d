import { log } from '#core/maths.ts';
import type { DataFacts } from '#core/strategy/figures.ts';

/** Traits of a data set, in a few numbers; the same throughout a run. */
export interface DataTraits {
  /** Mean length of the brightness's gradient between pixels (Sobel); brightness goes from 0 to 1. */
  readonly texture: number;
  readonly labelsPerImage: number;
  /** ln(images with the most frequent class / with the rarest that there is). */
  readonly imbalance: number;
  /** Entropy of the labels' distribution over the classes, as a share of the greatest. */
  readonly entropy: number;
  /** Mean |φ| of two classes' presence. */
  readonly coOccurrence: number;
}

/** Traits of training images, from facts about them, their number, and their texture. */
export function dataTraits(facts: DataFacts, images: number, texture: number): DataTraits {
  const counts = facts.counts.train;
  const present = counts.filter((count) => count > 0);
  const labels = present.reduce((sum, count) => sum + count, 0);
  const surprise = present.reduce((sum, count) => sum - (count / labels) * log(count / labels), 0);
  return {
    texture,
    labelsPerImage: facts.labelsPerImage,
    imbalance: present.length === 0 ? 0 : log(Math.max(...present) / Math.min(...present)),
    entropy: counts.length < 2 ? 0 : surprise / log(counts.length),
    coOccurrence: coOccurrence(facts, images),
  };
}

/** φ of two classes a and b among N images: (N n_ab − n_a n_b) / √(n_a (N − n_a) n_b (N − n_b)). */
function coOccurrence({ counts: { train }, together }: DataFacts, images: number): number {
  const among = train
    .map((count, at) => ({ count, at }))
    .filter(({ count }) => count > 0 && count < images);
  let sum = 0;
  let pairs = 0;
  for (const [i, a] of among.entries())
    for (const b of among.slice(i + 1)) {
      const both = together[a.at * train.length + b.at] as number; // [C × C]
      const apart = a.count * (images - a.count) * b.count * (images - b.count);
      sum += Math.abs(images * both - a.count * b.count) / Math.sqrt(apart);
      pairs++;
    }
  return pairs === 0 ? 0 : sum / pairs;
}

/** Three colours of 255 each, and Sobel's weights, of which eight make a gradient per pixel. */
const GREATEST = 765 * 8;

/** Texture of images, [N, S, S, 3], over all pixels that have neighbours on each side. */
export function textureOf(pixels: Uint8Array, size: number): number {
  if (size < 3) return 0;
  const area = size * size;
  const images = pixels.length / (area * 3);
  const grey = new Float64Array(area);
  let sum = 0;
  for (let image = 0; image < images; image++) {
    for (let at = 0; at < area; at++) {
      const from = (image * area + at) * 3;
      const [r, g, b] = [pixels[from], pixels[from + 1], pixels[from + 2]] as [
        number,
        number,
        number,
      ];
      grey[at] = r + g + b; // whole numbers, so that nothing is lost
    }
    for (let y = 1; y < size - 1; y++)
      for (let x = 1; x < size - 1; x++) sum += sobel(grey, y * size + x, size);
  }
  return images === 0 ? 0 : sum / (images * (size - 2) * (size - 2) * GREATEST);
}

function sobel(grey: Float64Array, at: number, size: number): number {
  const of = (down: number, right: number) => grey[at + down * size + right] as number; // not at an edge
  const right = of(-1, 1) + 2 * of(0, 1) + of(1, 1) - of(-1, -1) - 2 * of(0, -1) - of(1, -1);
  const down = of(1, -1) + 2 * of(1, 0) + of(1, 1) - of(-1, -1) - 2 * of(-1, 0) - of(-1, 1);
  return Math.sqrt(right * right + down * down);
}
