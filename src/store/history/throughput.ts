import type { Summary } from '#archive/summary.ts';

/** Rate at which one generation was computed, evaluation included in the time. */
export interface Rate {
  readonly generation: number;
  /** Environment steps of training a second, whole population. */
  readonly stepsPerSecond: number;
  /** Computing time of the generation. */
  readonly ms: number;
}

export function rates(summaries: readonly Summary[]): Rate[] {
  return summaries.map(({ generation, steps, elapsedMs }, i) => {
    const before = summaries[i - 1];
    const ms = elapsedMs - (before?.elapsedMs ?? 0);
    const made = steps - (before?.steps ?? 0);
    return { generation, ms, stepsPerSecond: ms > 0 ? (made / ms) * 1000 : Number.NaN };
  });
}
