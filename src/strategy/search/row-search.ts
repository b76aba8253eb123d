import type { ChosenTrial, RowInterval, SearchedInterval } from '#core/strategy/figures.ts';
import type { SearchConfig } from '#core/strategy/search.ts';
import type { Choices } from '#core/strategy/seats.ts';
import type { Job } from '#search/searcher.ts';
import { nameNumber, strategyKey } from '../keys.ts';
import { choicesAt, openSearcher } from './open-searcher.ts';
import type { RowCopy } from './row-copy.ts';

/*
 * A searcher over rows of a run. Its jobs are counted in intervals; a row that is free is given the next one, and begins
 * anew, goes on, or takes up another classifier. A row for which there is no job trains on under what it has, so the rows
 * of a search see exactly as many images as the same number of fixed recipes. All trials begin with the first weights of
 * the run.
 */

/** Placement of a row as it goes into an interval. */
export interface Placement {
  readonly choices: Choices;
  /** Weights that it takes up in place of its own: the first ones, or a classifier's as it was; null: it goes on. */
  readonly takes: 'first' | RowCopy | null;
}

export interface RowSearch {
  readonly name: string;
  /** Positions of the rows that it steers. */
  readonly rows: readonly number[];
  /** Intervals over which a trial's schedule runs. */
  readonly horizon: number;
  /** Decides on the next interval of its rows, in their order. `copy` gives a row of the run as it stands. */
  decide(copy: (row: number) => Promise<RowCopy>): Promise<readonly Placement[]>;
  /** Takes in what came of an interval, in the order of its rows; says what each trained. */
  learn(figures: readonly RowInterval[]): readonly SearchedInterval[];
  /**
   * The classifier of the highest mAP on the validation images among those that its rows hold and those that left them,
   * and the position of the row that is to hold it; `takes` is null where it does.
   */
  choose(): {
    readonly row: number;
    readonly takes: RowCopy | null;
    readonly chosen: ChosenTrial;
  };
  /** Plain data and typed arrays that are never changed. */
  snapshot(): SearchSnapshot;
  restore(snapshot: SearchSnapshot): void;
}

export interface SearchSnapshot {
  readonly searcher: unknown;
  /** Trials held by each of its rows; empty before the first interval. */
  readonly held: readonly Held[];
  /** Trials that left their rows when they were judged and may go on, by number. */
  readonly waiting: Readonly<Record<number, Waiting>>;
  /** The best classifier that left its row; null: none did. */
  readonly best: Departed | null;
}

/** A row's trial. */
interface Held {
  readonly trial: number;
  readonly choices: Choices;
  /** Intervals of training that its classifier has had, and those after which it is judged. */
  readonly trained: number;
  readonly until: number;
  /** After the last interval; −∞: undefined, or numbers that are no longer finite. */
  readonly score: number;
  readonly took: SearchedInterval['took'] | null;
}

interface Waiting {
  readonly trained: number;
  readonly copy: RowCopy;
}

interface Departed extends Waiting {
  readonly trial: number;
  readonly score: number;
}

const isJudged = ({ trained, until }: Held): boolean => trained >= until;
/** Tells whether its classifier is as it was when it was judged. */
const isAsJudged = ({ trained, until }: Held): boolean => trained === until;

const scoreOf = ({ validation: { mAP }, diverged }: RowInterval): number =>
  mAP === null || diverged || !Number.isFinite(mAP) ? -Infinity : mAP;

interface Source {
  readonly takes: Placement['takes'];
  readonly trained: number;
}

interface RowSearchSetup {
  readonly search: SearchConfig;
  readonly rows: readonly number[];
  readonly seed: number;
  readonly intervals: number;
}

/** Opens a search over rows. Its chance depends on its name, so that several in one run search apart. */
export function openRowSearch({ search, rows, seed, intervals }: RowSearchSetup): RowSearch {
  const { name, among } = search;
  const own = strategyKey(seed, 'search', nameNumber(name))[0];
  const frame = { seed: own, rows: rows.length, intervals };
  const { searcher, horizon, resumes } = openSearcher(search, frame);
  let held: readonly Held[] = [];
  let waiting: Readonly<Record<number, Waiting>> = {};
  let best: Departed | null = null;

  /** Jobs for rows that are free, by the rows' places: a trial stays on its row where it can. */
  function assigned(free: readonly number[]): ReadonlyMap<number, Job> {
    const jobs: Job[] = [];
    while (jobs.length < free.length) {
      const job = searcher.ask();
      if (!job) break;
      jobs.push(job);
    }
    const places = new Map<number, Job>();
    const rest = jobs.filter((job) => {
      const at = free.find((each) => held[each]?.trial === job.trial);
      if (at === undefined) return true;
      places.set(at, job);
      return false;
    });
    const left = free.filter((at) => !places.has(at));
    rest.forEach((job, i) => {
      places.set(left[i] as number, job); // no more jobs than rows
    });
    return places;
  }

  /** Returns the weights that a row takes up for a job, and the intervals of training that they bring. */
  async function sourceOf(
    { from }: Job,
    at: number,
    copyAt: (at: number) => Promise<RowCopy>,
  ): Promise<Source> {
    if (from === null) return { takes: 'first', trained: 0 };
    const source = held.findIndex((each) => each.trial === from && isAsJudged(each));
    const { trained } = held[source] ?? {};
    if (trained !== undefined)
      return { takes: source === at ? null : await copyAt(source), trained };
    const found = waiting[from];
    if (!found)
      throw new RangeError(`the search '${name}' goes on with trial ${from}, which is gone`);
    return { takes: found.copy, trained: found.trained };
  }

  return {
    name,
    rows,
    horizon,
    async decide(copy) {
      const copies = new Map<number, Promise<RowCopy>>();
      const copyAt = (at: number) => {
        const found = copies.get(at) ?? copy(rows[at] as number); // of its rows
        copies.set(at, found);
        return found;
      };
      const free = rows.flatMap((_, at) => {
        const each = held[at];
        return each === undefined || isJudged(each) ? [at] : [];
      });
      const jobs = assigned(free);
      const sources = new Map<number, Source>();
      for (const [at, job] of jobs) sources.set(at, await sourceOf(job, at, copyAt));

      const resumed = [...jobs.values()].map(({ trial, from }) => (from === null ? -1 : trial));
      const next = new Map(
        Object.entries(waiting)
          .map(([trial, each]) => [Number(trial), each] as const)
          .filter(([trial]) => !resumed.includes(trial)),
      );
      for (const at of free) {
        const each = held[at];
        if (!each) continue;
        const { trial, trained, score } = each;
        if (resumes && isAsJudged(each) && !resumed.includes(trial))
          next.set(trial, { trained, copy: await copyAt(at) });
        const leaves = jobs.has(at) && sources.get(at)?.takes !== null;
        if (leaves && score > (best?.score ?? -Infinity))
          best = { trial, trained, score, copy: await copyAt(at) };
      }
      waiting = searcher.isDone ? {} : Object.fromEntries(next);

      const before = held;
      held = rows.map((_, at): Held => {
        const job = jobs.get(at);
        const own = before[at];
        if (!job) return { ...(own as Held), took: null }; // free rows have jobs before the first interval
        const { takes, trained } = sources.get(at) as Source; // of each job
        const { trial, point, until, from } = job;
        const took = takes === null ? null : (from ?? 'first');
        const score = -Infinity;
        return { trial, choices: choicesAt(among, point), trained, until, score, took };
      });
      return held.map(({ choices }, at) => ({ choices, takes: sources.get(at)?.takes ?? null }));
    },
    learn(figures) {
      held = held.map((each, at) => ({
        ...each,
        trained: each.trained + 1,
        score: scoreOf(figures[at] as RowInterval), // of each of its rows
      }));
      for (const { trial, until, trained, score } of held)
        if (trained === until) searcher.tell({ trial, until, score });
      return held.map(({ trial, trained, took }) => ({
        trial,
        trained,
        ...(took !== null && took !== undefined && { took }),
      }));
    },
    choose() {
      const scores = held.map(({ score }) => score);
      const highest = scores.indexOf(Math.max(...scores));
      const { trial, trained, score } = held[highest] as Held; // a search has a row
      const told = (of: number) => (Number.isFinite(of) ? of : null);
      if (best === null || best.score <= score)
        return {
          row: rows[highest] as number,
          takes: null,
          chosen: { search: name, trial, trained, validation: told(score) },
        };
      const lowest = scores.lastIndexOf(Math.min(...scores));
      const { trial: gone, trained: had, score: reached, copy } = best;
      return {
        row: rows[lowest] as number,
        takes: copy,
        chosen: { search: name, trial: gone, trained: had, validation: told(reached) },
      };
    },
    snapshot: () => ({ searcher: searcher.snapshot(), held, waiting, best }),
    restore(snapshot) {
      searcher.restore(snapshot.searcher);
      ({ held, waiting, best } = snapshot);
    },
  };
}
