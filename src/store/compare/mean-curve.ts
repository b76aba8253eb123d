import { type Estimate, estimateOf } from '#core/moments.ts';
import type { Figure, RunCurve } from './run-curve.ts';

/** The mean over runs at one number of environment steps; without an interval of fewer than {@link FEWEST_RUNS}. */
export interface MeanPoint extends Estimate {
  /** Steps of the whole population of each run. */
  readonly steps: number;
}

/** Runs below which no interval is drawn: of two it is 13 times the standard error to either side, and would hide them. */
export const FEWEST_RUNS = 3;

/** More points are not told apart on a screen. */
const MOST = 240;

/**
 * The mean of runs over environment steps, with its 95 % interval by Student's t. It reaches as far as all of them do; a run that
 * ended at its target counts on with its last value, for leaving it out would take the best runs away.
 */
export function meanCurve(runs: readonly RunCurve[], figure: Figure): MeanPoint[] {
  const known = runs.filter(({ summaries }) => summaries.length > 0);
  if (known.length === 0) return [];
  const from = Math.max(...known.map(({ summaries }) => summaries[0]?.steps ?? 0));
  const to = Math.min(...known.map(extentOf), Math.max(...known.map(lastStep)));
  const steps = [...new Set(known.flatMap(({ summaries }) => summaries.map((each) => each.steps)))]
    .filter((step) => step >= from && step <= to)
    .sort((a, b) => a - b);
  const every = Math.ceil(steps.length / MOST);
  const kept = steps.filter((_, i) => (steps.length - 1 - i) % every === 0);
  const columns = known.map((run) => valuesAt(run, figure, kept));
  return kept.map((step, i) => {
    const estimate = estimateOf(columns.map((column) => column[i] as number)); // one for each step
    const ends = known.length < FEWEST_RUNS && { low: Number.NaN, high: Number.NaN };
    return { steps: step, ...estimate, ...ends };
  });
}

/** End of a line, and where it first has its highest value. */
export interface Reach {
  readonly last: MeanPoint;
  readonly highest: MeanPoint;
}

/** Null for a line of no points, or of none that has a value. */
export function reachOf(points: readonly MeanPoint[]): Reach | null {
  const last = points.findLast(({ mean }) => !Number.isNaN(mean));
  if (!last) return null;
  const highest = points.reduce((best, point) => (point.mean > best.mean ? point : best), last);
  return { last, highest: points.find(({ mean }) => mean === highest.mean) ?? highest };
}

const lastStep = ({ summaries }: RunCurve) => summaries.at(-1)?.steps ?? 0;

/** The steps up to which a run has a value. */
const extentOf = (run: RunCurve) => (run.record.end === 'target' ? Infinity : lastStep(run));

/** The value of a run's last generation that was evaluated by each of these steps. */
function valuesAt(
  { summaries }: RunCurve,
  figure: Figure,
  steps: readonly number[],
): readonly number[] {
  let at = 0;
  return steps.map((step) => {
    while ((summaries[at + 1]?.steps ?? Infinity) <= step) at++;
    return summaries[at]?.[figure] ?? Number.NaN;
  });
}
