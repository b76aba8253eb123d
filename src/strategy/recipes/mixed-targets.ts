import type { Box, ImageChange } from './image-change.ts';

/** Share of an image that is its own after it is mixed. */
export function ownShare({ keep, mixBox }: ImageChange, size: number): number {
  return keep * (1 - areaOf(mixBox) / (size * size));
}

/**
 * Targets of a mixed image, [C]: `area` weighs both images' by how much there is of each (Zhang et al. 2018, Yun et al.
 * 2019); `union` takes what either has.
 */
export function mixTargets(
  own: ArrayLike<number>,
  partners: ArrayLike<number>,
  share: number,
  rule: 'area' | 'union',
): Float64Array {
  return Float64Array.from(own, (target, at) => {
    const other = partners[at] as number; // as many classes
    if (share === 1) return target;
    return rule === 'area' ? share * target + (1 - share) * other : Math.max(target, other);
  });
}

/** An object counts as seen when at least this share of its box is. */
const LEAST_SEEN = 0.35;

/** A class and where it is in the changed image, not yet mixed. */
export interface PlacedObject {
  readonly classIndex: number;
  readonly box: Box;
}

/**
 * Targets of an image that has a box of another, [C], by what can be seen: an object's class counts if enough of it is
 * outside the box, or, of the other's, inside. Needs to know where objects are.
 */
export function visibleTargets(
  classes: number,
  own: readonly PlacedObject[],
  partners: readonly PlacedObject[],
  mixBox: Box,
): Float64Array {
  const targets = new Float64Array(classes);
  const seen = (box: Box) => (areaOf(box) === 0 ? 0 : areaOf(overlap(box, mixBox)) / areaOf(box));
  for (const { classIndex, box } of own)
    if (areaOf(box) > 0 && 1 - seen(box) >= LEAST_SEEN) targets[classIndex] = 1;
  for (const { classIndex, box } of partners) if (seen(box) >= LEAST_SEEN) targets[classIndex] = 1;
  return targets;
}

const areaOf = ([left, top, right, bottom]: Box): number =>
  Math.max(0, right - left) * Math.max(0, bottom - top);

const overlap = (a: Box, b: Box): Box => [
  Math.max(a[0], b[0]),
  Math.max(a[1], b[1]),
  Math.min(a[2], b[2]),
  Math.min(a[3], b[3]),
];
