/** The engine's only look at the time of day. It paces, reports and yields; no result depends on it. */
export const now = (): number => performance.now();

/** Measures computing time: the time between `start` and `stop`, pauses left out. */
export interface Stopwatch {
  start(): void;
  stop(): void;
  elapsedMs(): number;
}

export function createStopwatch(alreadyMs = 0): Stopwatch {
  let total = alreadyMs;
  let since: number | null = null;
  return {
    start() {
      since ??= now();
    },
    stop() {
      if (since !== null) total += now() - since;
      since = null;
    },
    elapsedMs: () => total + (since === null ? 0 : now() - since),
  };
}
