/** Steps and updates a second over about the last second of computing. */
export interface Throughput {
  /** Totals at a computing time; gives the rates. */
  measure(
    elapsedMs: number,
    steps: number,
    updates: number,
  ): { stepsPerSecond: number; updatesPerSecond: number };
}

const WINDOW_MS = 1000;

export function createThroughput(): Throughput {
  const samples: { elapsedMs: number; steps: number; updates: number }[] = [];
  return {
    measure(elapsedMs, steps, updates) {
      samples.push({ elapsedMs, steps, updates });
      while (samples.length > 2 && elapsedMs - (samples[1]?.elapsedMs ?? elapsedMs) >= WINDOW_MS)
        samples.shift();
      const first = samples[0] ?? { elapsedMs, steps, updates };
      const seconds = (elapsedMs - first.elapsedMs) / 1000;
      if (seconds <= 0) return { stepsPerSecond: 0, updatesPerSecond: 0 };
      return {
        stepsPerSecond: (steps - first.steps) / seconds,
        updatesPerSecond: (updates - first.updates) / seconds,
      };
    },
  };
}
