import type { Checkpoint } from '#protocol/messages.ts';

/** The checkpoints of a run that are kept so that it can branch: the newest, and a few on the way to it. */
export interface Checkpoints {
  readonly newest: Checkpoint | null;
  add(checkpoint: Checkpoint): void;
  /** The last one at a generation or before; null: there is none. */
  nearest(generation: number): Checkpoint | null;
  /** Drops those after a generation. */
  truncate(generation: number): void;
  clear(): void;
}

/**
 * Besides the newest. They are large, mostly replay buffer; what lies between is made again, which costs time and no
 * room.
 */
const MOST = 3;

export function createCheckpoints(): Checkpoints {
  let kept: readonly Checkpoint[] = [];
  return {
    get newest() {
      return kept.at(-1) ?? null;
    },
    add(checkpoint) {
      kept = thinned([
        ...kept.filter((each) => each.generation < checkpoint.generation),
        checkpoint,
      ]);
    },
    nearest: (generation) => kept.findLast((each) => each.generation <= generation) ?? null,
    truncate(generation) {
      kept = kept.filter((each) => each.generation <= generation);
    },
    clear() {
      kept = [];
    },
  };
}

/** Where there are too many, the one goes whose neighbours lie closest together. */
function thinned(kept: readonly Checkpoint[]): readonly Checkpoint[] {
  if (kept.length <= MOST + 1) return kept;
  const gap = (i: number) =>
    (kept[i + 1]?.generation ?? Number.POSITIVE_INFINITY) - (kept[i - 1]?.generation ?? 0);
  const inner = kept.map((_, i) => i).slice(0, -1);
  const least = inner.reduce((best, i) => (gap(i) < gap(best) ? i : best), 0);
  return kept.filter((_, i) => i !== least);
}
