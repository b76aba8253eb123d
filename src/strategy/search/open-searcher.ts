import { rungsOf } from '#core/rungs.ts';
import type { SeatOptions } from '#core/strategy/options.ts';
import type { SearchConfig } from '#core/strategy/search.ts';
import { type Choices, SEATS } from '#core/strategy/seats.ts';
import { type BohbSettings, bohb, bracketOf } from '#search/bohb.ts';
import { sizeOf } from '#search/halving.ts';
import { pb2 } from '#search/pb2.ts';
import { pbt } from '#search/pbt.ts';
import { randomSearch } from '#search/random-search.ts';
import type { Searcher } from '#search/searcher.ts';
import type { Point, Space } from '#search/space.ts';
import { successiveHalving } from '#search/successive-halving.ts';
import { tpe } from '#search/tpe.ts';

/** A searcher whose jobs are counted in intervals, fitted to so many rows and intervals. */
export interface FittedSearcher {
  readonly searcher: Searcher;
  /** Intervals over which a trial's schedule runs: the most training that the method gives one. */
  readonly horizon: number;
  /** True when a trial that has left its row may go on later. */
  readonly resumes: boolean;
}

interface Frame {
  readonly seed: number;
  readonly rows: number;
  readonly intervals: number;
}

/** Most trials of ASHA and of successive halving: each that waits is kept whole. */
const MOST_TRIALS = 64;
/** Probability that PBT draws a seat's choice anew rather than keeps its donor's; choices know no small step. */
const REDRAW = 0.5;
/** Optuna's. */
const TPE_CANDIDATES = 24;

/** Opens a searcher for rows of a run. Throws a RangeError where its settings do not fit. */
export function openSearcher(
  { method, among, settings }: SearchConfig,
  frame: Frame,
): FittedSearcher {
  const { seed, rows, intervals } = frame;
  const space = spaceOf(among);
  const { every = intervals, oneIn = 2 } = settings;
  const whole = { horizon: intervals, resumes: false };
  switch (method) {
    case 'random':
      return { ...whole, searcher: randomSearch({ space, seed, trials: rows, until: intervals }) };
    case 'pbt':
    case 'pb2': {
      const population = {
        space,
        seed,
        members: rows,
        every,
        until: intervals,
        quantile: 1 / oneIn,
      };
      const isPbt = method === 'pbt';
      const searcher = isPbt
        ? pbt({ ...population, resample: 0, redraw: REDRAW })
        : pb2(population);
      return { ...whole, searcher };
    }
    case 'tpe': {
      const trials = rows * Math.floor(intervals / every);
      const candidates = TPE_CANDIDATES;
      const searcher = tpe({ space, seed, trials, until: every, startUp: rows, candidates });
      return { searcher, horizon: every, resumes: false };
    }
    case 'halving':
    case 'asha': {
      const waits = method === 'halving';
      const halving = { eta: oneIn, least: every, most: intervals, waits };
      const trials = waits
        ? trialsThatFit(halving, frame)
        : Math.min(MOST_TRIALS, Math.floor((rows * intervals) / every));
      const searcher = successiveHalving({ space, seed, trials, ...halving });
      const rungs = rungsOf(halving).filter((_, rung) => sizeOf(trials, oneIn, rung) >= 1);
      return { searcher, horizon: rungs.at(-1) as number, resumes: true }; // the first has all trials
    }
    case 'bohb': {
      const fitted = bracketsThatFit({ space, seed, eta: oneIn, least: every }, frame);
      return { searcher: bohb(fitted), horizon: fitted.most, resumes: true };
    }
    default:
      return method satisfies never;
  }
}

/** Seats that have a choice. */
const spaceOf = (among: SeatOptions): Space =>
  Object.fromEntries(
    SEATS.filter((seat) => among[seat].length > 1).map((seat) => [
      seat,
      { kind: 'choice', choices: among[seat] } as const,
    ]),
  );

/** A recipe that a searcher tries. */
export const choicesAt = (among: SeatOptions, point: Point): Choices =>
  Object.fromEntries(SEATS.map((seat) => [seat, point[seat] ?? among[seat][0]])) as Choices;

interface Rungs {
  readonly eta: number;
  readonly least: number;
}

/** Intervals that rungs which wait for each other take: each is gone through in as many turns as rows need. */
function turnsOf(trials: number, { eta, least }: Rungs, most: number, rows: number): number {
  let intervals = 0;
  let before = 0;
  let count = trials;
  for (let until = least; count >= 1 && until <= most; until *= eta) {
    intervals += Math.ceil(count / rows) * (until - before);
    before = until;
    count = Math.floor(count / eta);
  }
  return intervals;
}

/** Number of trials that successive halving gets through, in whole turns of the rows. */
function trialsThatFit(rungs: Rungs, { rows, intervals }: Frame): number {
  let trials = rows;
  while (
    trials + rows <= MOST_TRIALS &&
    turnsOf(trials + rows, rungs, intervals, rows) <= intervals
  )
    trials += rows;
  return trials;
}

/**
 * The longest trials of which one bracket of each kind fits into the run, and then as many brackets as fit. Each is as
 * many times as wide as Hyperband has it as fills all rows on the first rung of the widest.
 */
function bracketsThatFit(
  base: Pick<BohbSettings, 'space' | 'seed' | 'eta' | 'least'>,
  { rows, intervals }: Frame,
): BohbSettings {
  const { eta, least } = base;
  let best: BohbSettings | null = null;
  for (let most = least, kinds = 1; most <= intervals; most *= eta, kinds++) {
    const single = { ...base, most, brackets: kinds, width: 1 };
    const width = Math.ceil(rows / bracketOf(0, single).trials);
    const settings = { ...single, width };
    const timeOf = (at: number) => {
      const { trials, least: first } = bracketOf(at % kinds, settings);
      return turnsOf(trials, { eta, least: first }, most, rows);
    };
    let brackets = 0;
    for (let time = timeOf(0); time <= intervals; time += timeOf(brackets)) brackets++;
    if (best !== null && brackets < kinds) break;
    best = { ...settings, brackets: Math.max(1, brackets) };
  }
  if (!best) throw new RangeError(`trials of ${least} intervals do not fit into ${intervals}`);
  return best;
}
