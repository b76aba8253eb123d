import type { Checkpoint } from '#protocol/messages.ts';

/** Checkpoints of a run by generation, kept so that it can go on and branch: the newest, and a few on the way to it. */
export type Checkpoints = readonly Checkpoint[];

/**
 * Besides the newest. They are large, mostly replay buffer; generations between them are computed again, which costs time alone.
 */
const MOST = 3;

/** Adds a checkpoint, in place of those at its generation and after it. */
export const withCheckpoint = (kept: Checkpoints, checkpoint: Checkpoint): Checkpoints =>
  thinned([...kept.filter(({ generation }) => generation < checkpoint.generation), checkpoint]);

/** Filters the checkpoints at a generation or before. */
export const checkpointsUpTo = (kept: Checkpoints, last: number): Checkpoints =>
  kept.filter(({ generation }) => generation <= last);

/** The last one at a generation or before; null: there is none. */
export const nearestCheckpoint = (kept: Checkpoints, last: number): Checkpoint | null =>
  checkpointsUpTo(kept, last).at(-1) ?? null;

/** Drops, where there are too many, the one whose neighbours lie closest together. */
function thinned(kept: Checkpoints): Checkpoints {
  if (kept.length <= MOST + 1) return kept;
  const gap = (i: number) =>
    (kept[i + 1]?.generation ?? Number.POSITIVE_INFINITY) - (kept[i - 1]?.generation ?? 0);
  const inner = kept.map((_, i) => i).slice(0, -1);
  const least = inner.reduce((best, i) => (gap(i) < gap(best) ? i : best), 0);
  return kept.filter((_, i) => i !== least);
}
