import { SPLITS, type Split } from '#core/strategy/domain.ts';
import type { OwnImages } from './read-own-images.ts';

/** Images of each split that have each class: shown before anything is trained. */
export interface ClassCounts {
  readonly name: string;
  readonly images: Readonly<Record<Split, number>>;
}

/** Counts images by class, and last those without any. */
export function countImages({ classes, images }: OwnImages): {
  readonly classes: readonly ClassCounts[];
  readonly unlabelled: Readonly<Record<Split, number>>;
} {
  const nothing = (): Record<Split, number> => ({ train: 0, validation: 0, test: 0 });
  const counts = classes.map(nothing);
  const unlabelled = nothing();
  for (const { labels, split } of images) {
    for (const label of labels) (counts[label] as Record<Split, number>)[split]++; // label < C
    if (labels.length === 0) unlabelled[split]++;
  }
  return {
    classes: classes.map((name, at) => ({ name, images: counts[at] as Record<Split, number> })),
    unlabelled,
  };
}

/** Bytes that the images take when they are decoded, at a side of `size` px. */
export const memoryOf = ({ images }: OwnImages, size: number): number =>
  images.length * size * size * 3;

/** Splits that have no image at all. */
export const emptySplits = ({ images }: OwnImages): readonly Split[] =>
  SPLITS.filter((split) => !images.some((image) => image.split === split));
