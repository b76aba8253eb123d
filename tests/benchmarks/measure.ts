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
  /** Time of a unit, ms: median over the repetitions. */
  readonly medianMs: number;
  readonly leastMs: number;
  /** Speed from the median; null where operations are not counted. */
  readonly gflops: number | null;
  /**
   * Share of the multiply-add peak, median over the repetitions of the share of the peak taken in the same repetition.
   */
  readonly shareOfPeak: number | null;
}

/** Name of the case against which shares are taken. */
export const PEAK = 'f32x4 multiply-add peak';

/** Long enough for engines to bring what is measured to their best code. */
const WARM_UP_MS = 300;

/** A repetition takes the fastest of so many pieces, each at least so long, so that interruptions by the system are left out. */
const PIECES = 6;
const PIECE_MS = 1.5;

/** Takes all cases in turn, over and over, so that a slower spell of the machine meets them all. */
export function measure(
  cases: readonly Case[],
  repetitions = 15,
): ReadonlyMap<string, Measurement> {
  const rounds = cases.map(({ work }) => {
    const start = performance.now();
    let count = 0;
    do {
      work();
      count++;
    } while (performance.now() - start < WARM_UP_MS);
    return Math.max(1, Math.ceil((PIECE_MS * count) / (performance.now() - start)));
  });
  const times = cases.map((): number[] => []); // ms per unit, by case and repetition
  for (let repetition = 0; repetition < repetitions; repetition++)
    cases.forEach((one, i) => {
      times[i]?.push(repeat(one, rounds[i] as number)); // by case
    });
  const peak = cases.findIndex(({ name }) => name === PEAK);
  const rate = (i: number, repetition: number) =>
    (cases[i]?.flops ?? Number.NaN) / (times[i]?.[repetition] as number) / 1e6;
  return new Map(
    cases.map(({ name, flops }, i) => {
      const own = times[i] as number[];
      const shares = own.map((_, repetition) => rate(i, repetition) / rate(peak, repetition));
      const medianMs = median(own);
      return [
        name,
        {
          name,
          medianMs,
          leastMs: Math.min(...own),
          gflops: flops === undefined ? null : flops / medianMs / 1e6,
          shareOfPeak: flops === undefined || peak < 0 ? null : median(shares),
        },
      ];
    }),
  );
}

function repeat({ work, units }: Case, rounds: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let piece = 0; piece < PIECES; piece++) {
    const start = performance.now();
    for (let round = 0; round < rounds; round++) work();
    least = Math.min(least, (performance.now() - start) / rounds / units);
  }
  return least;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] as number; // at least one
