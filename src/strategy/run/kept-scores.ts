/** Scores of the rows for the validation images after the last intervals, for readers of more than the figures. */
export interface KeptScores {
  /** Logits of every row, [V, C] each. Those of the first intervals make room where they are too many. */
  keep(interval: number, logits: readonly Float32Array[]): void;
  /** Undefined: they were not computed here, or have made room. */
  of(interval: number): readonly Float32Array[] | undefined;
}

const MOST_BYTES = 64e6;

export function createKeptScores(mostBytes = MOST_BYTES): KeptScores {
  const kept = new Map<number, readonly Float32Array[]>();
  let bytes = 0;
  const sizeOf = (logits: readonly Float32Array[]) =>
    logits.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const drop = (interval: number) => {
    bytes -= sizeOf(kept.get(interval) ?? []);
    kept.delete(interval);
  };
  return {
    keep(interval, logits) {
      drop(interval);
      kept.set(interval, logits);
      bytes += sizeOf(logits);
      for (const first of kept.keys()) {
        if (bytes <= mostBytes || first === interval) break;
        drop(first);
      }
    },
    of: (interval) => kept.get(interval),
  };
}
