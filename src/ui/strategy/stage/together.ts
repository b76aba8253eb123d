import type { DataFacts } from '#core/strategy/figures.ts';

/** Two classes in one image. */
export interface Pair {
  /** Training images with both. */
  readonly both: number;
  /** Share of the images with the first that have the second, too. */
  readonly share: number | null;
  /** Factor by which they come together more often than by chance. */
  readonly lift: number | null;
}

/** Counts how often two classes come together, among so many training images. */
export function pairOf(facts: DataFacts, first: number, second: number, images: number): Pair {
  const classes = facts.classes.length;
  const both = facts.together[first * classes + second] ?? 0;
  const one = facts.together[first * classes + first] ?? 0;
  const other = facts.together[second * classes + second] ?? 0;
  return {
    both,
    share: one > 0 ? both / one : null,
    lift: one > 0 && other > 0 && images > 0 ? (both * images) / (one * other) : null,
  };
}

/** The class that comes most often with another one, as a share of that one's images; null: it is always alone. */
export function companionOf(facts: DataFacts, index: number): number | null {
  const classes = facts.classes.length;
  let [best, most] = [-1, 0];
  for (let other = 0; other < classes; other++) {
    const both = facts.together[index * classes + other] ?? 0;
    if (other !== index && both > most) [best, most] = [other, both];
  }
  return best < 0 ? null : best;
}
