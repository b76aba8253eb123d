import { type Rungs, rungsOf } from '#core/rungs.ts';
import type { Job, Report } from './searcher.ts';
import { byScore, ranked, takeJob } from './searcher.ts';
import type { Point } from './space.ts';

export interface HalvingSettings extends Rungs {
  /** Trials that begin. */
  readonly trials: number;
  /** True when a rung waits for all its trials; else a trial goes on that is in the best part so far (ASHA). */
  readonly waits: boolean;
}

/** A trial on a rung, judged or not yet. */
interface Entry {
  readonly trial: number;
  readonly point: Point;
  /** Null: not judged. */
  readonly score: number | null;
  readonly isPromoted: boolean;
}

type Judged = Entry & { readonly score: number };

/** Successive halving under way; plain data. */
export interface Halving {
  readonly begun: number;
  /** Trials of each rung, in the order in which they reached it. */
  readonly rungs: readonly (readonly Entry[])[];
  readonly running: readonly Job[];
}

export const freshHalving = (settings: HalvingSettings): Halving => ({
  begun: 0,
  rungs: rungsOf(settings).map(() => []),
  running: [],
});

/** Points of the trials that have begun. */
export const pointsOf = ({ rungs }: Halving): Point[] => rungs[0]?.map(({ point }) => point) ?? [];

/** The next job, the highest rung first; null: there is none now. `first` is the number of the first trial. */
export function nextJob(
  halving: Halving,
  settings: HalvingSettings,
  first: number,
  propose: (trial: number) => Point,
): { readonly job: Job; readonly halving: Halving } | null {
  const untils = rungsOf(settings);
  for (let rung = untils.length - 2; rung >= 0; rung--) {
    const entry = promotable(halving, settings, rung);
    if (!entry) continue;
    const { trial, point } = entry;
    const job: Job = { trial, point, until: untils[rung + 1] as number, from: trial };
    const promoted = replaced(halving.rungs, rung, { ...entry, isPromoted: true });
    return { job, halving: withEntry({ ...halving, rungs: promoted }, rung + 1, job) };
  }
  if (halving.begun >= settings.trials) return null;
  const trial = first + halving.begun;
  const job: Job = { trial, point: propose(trial), until: untils[0] as number, from: null };
  return { job, halving: withEntry({ ...halving, begun: halving.begun + 1 }, 0, job) };
}

function promotable(
  { begun, rungs }: Halving,
  { eta, trials, waits }: HalvingSettings,
  rung: number,
): Entry | undefined {
  const entries = rungs[rung] as readonly Entry[]; // a rung of them
  const judged = entries.filter((each): each is Judged => each.score !== null);
  const isOver = begun === trials && judged.length === sizeOf(trials, eta, rung);
  if (waits && !isOver) return undefined;
  return judged
    .toSorted((a, b) => byScore(a, b) || a.trial - b.trial)
    .slice(0, Math.floor(judged.length / eta))
    .find(({ isPromoted }) => !isPromoted);
}

/** Trials that reach a rung where rungs wait. */
export function sizeOf(trials: number, eta: number, rung: number): number {
  let size = trials;
  for (let at = 0; at < rung; at++) size = Math.floor(size / eta);
  return size;
}

export function withReport(
  halving: Halving,
  settings: HalvingSettings,
  report: Report,
): { readonly halving: Halving; readonly job: Job; readonly score: number } {
  const [job, running] = takeJob(halving.running, report);
  const { score } = ranked(report);
  const rung = rungsOf(settings).indexOf(job.until);
  const entry = halving.rungs[rung]?.find(({ trial }) => trial === job.trial) as Entry; // under way
  const rungs = replaced(halving.rungs, rung, { ...entry, score });
  return { halving: { ...halving, rungs, running }, job, score };
}

/** Tells whether nothing is under way, and nothing will be. */
export const isOver = (halving: Halving, settings: HalvingSettings): boolean =>
  halving.begun >= settings.trials &&
  halving.running.length === 0 &&
  halving.rungs.slice(0, -1).every((_, rung) => !promotable(halving, settings, rung));

const withEntry = (halving: Halving, rung: number, job: Job): Halving => {
  const { trial, point } = job;
  const entry: Entry = { trial, point, score: null, isPromoted: false };
  return {
    ...halving,
    rungs: halving.rungs.map((entries, at) => (at === rung ? [...entries, entry] : entries)),
    running: [...halving.running, job],
  };
};

const replaced = (
  rungs: Halving['rungs'],
  rung: number,
  entry: Entry,
): readonly (readonly Entry[])[] =>
  rungs.map((entries, at) =>
    at === rung ? entries.map((each) => (each.trial === entry.trial ? entry : each)) : entries,
  );
