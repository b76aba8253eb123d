import type { Point } from './space.ts';

/** A piece of training that is asked for. */
export interface Job {
  /** Number of the training. */
  readonly trial: number;
  /** Under what it trains. */
  readonly point: Point;
  /** Amount of training it is to have had, in all, when it is judged. */
  readonly until: number;
  /** The trial from which it goes on, as that was when it was last judged: itself, or another; null: it begins. */
  readonly from: number | null;
}

/** Report on how a job ended. */
export interface Report {
  readonly trial: number;
  readonly until: number;
  /** Greater is better; NaN: its numbers were no longer finite, which is worse than any. */
  readonly score: number;
}

export interface Best {
  readonly trial: number;
  readonly point: Point;
  readonly until: number;
  readonly score: number;
}

/**
 * A way of tuning, by ask and tell over plain data. The next job depends on the seed and the reports told so far, never
 * on the time of asking.
 */
export interface Searcher {
  /** The next job; null: there is none before the next report, or none at all. */
  ask(): Job | null;
  /** Throws a RangeError where no such job is under way. */
  tell(report: Report): void;
  /** True when all is done. */
  readonly isDone: boolean;
  /** The best that was judged after the most training. */
  readonly best: Best | null;
  /** Plain data, a copy. */
  snapshot(): unknown;
  restore(snapshot: unknown): void;
}

/** A report in which NaN is the lowest there is. */
export const ranked = (report: Report): Report =>
  Number.isNaN(report.score) ? { ...report, score: -Infinity } : report;

/** The better of two: that after more training, then that with the greater score, then the first. */
export const better = (best: Best | null, found: Best): Best =>
  best === null ||
  found.until > best.until ||
  (found.until === best.until && found.score > best.score)
    ? found
    : best;

/** The job that a report is of, taken from those under way. */
export function takeJob<T extends Job>(running: readonly T[], { trial, until }: Report): [T, T[]] {
  const job = running.find((each) => each.trial === trial && each.until === until);
  if (!job) throw new RangeError(`no job of trial ${trial} until ${until} is under way`);
  return [job, running.filter((each) => each !== job)];
}

/** Puts the greatest score first; infinite ones can be compared, too. */
export const byScore = (a: { readonly score: number }, b: { readonly score: number }): number =>
  a.score === b.score ? 0 : a.score > b.score ? -1 : 1;
