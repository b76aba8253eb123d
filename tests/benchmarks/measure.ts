/** Something whose time is taken. */
export interface Case {
  readonly name: string;
  /** Does the work once. */
  readonly work: () => void;
  /** Updates, steps or products in one piece of work; times are per unit. */
  readonly units: number;
  /** Floating-point operations per unit, if they are counted. */
  readonly flops?: number;
}

export interface Measurement {
  readonly name: string;
  /** Median and least time of a unit, ms. */
  readonly medianMs: number;
  readonly leastMs: number;
  /** From the median; null where operations are not counted. */
  readonly gflops: number | null;
  /** Of the multiply-add peak measured in turn with it. */
  readonly shareOfPeak: number | null;
}

/** Least time that one repetition takes, ms. */
const REPETITION_MS = 6;

/** Takes all cases in turn, over and over, so that a disturbance meets them all. */
export function measure(cases: readonly Case[], repetitions = 21): ReadonlyMap<string, Measurement> {
  const rounds = cases.map(({ work }) => {
    work(); // compile, fill caches
    const start = performance.now();
    let count = 0;
    while (performance.now() - start < 40) {
      work();
      count++;
    }
    const each = (performance.now() - start) / count;
    return Math.max(1, Math.ceil(REPETITION_MS / each));
  });
  const times = cases.map((): number[] => []);
  for (let repetition = 0; repetition < repetitions; repetition++)
    cases.forEach(({ work, units }, i) => {
      const count = rounds[i] as number; // by case
      const start = performance.now();
      for (let round = 0; round < count; round++) work();
      times[i]?.push((performance.now() - start) / count / units);
    });
  const results = cases.map(({ name, flops }, i) => {
    const sorted = (times[i] as number[]).sort((a, b) => a - b);
    const medianMs = sorted[sorted.length >> 1] as number; // at least one repetition
    const gflops = flops === undefined ? null : flops / medianMs / 1e6;
    return { name, medianMs, leastMs: sorted[0] as number, gflops };
  });
  const peak = results.find(({ name }) => name === PEAK)?.gflops;
  return new Map(
    results.map((result) => [
      result.name,
      { ...result, shareOfPeak: peak && result.gflops !== null ? result.gflops / peak : null },
    ]),
  );
}

/** Name of the case against which shares are taken. */
export const PEAK = 'f32x4 multiply-add peak';
