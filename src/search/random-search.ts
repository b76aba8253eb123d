import { searchDraws } from './keys.ts';
import { type Best, better, type Job, ranked, type Searcher, takeJob } from './searcher.ts';
import { checkSpace, drawNewPoint, type Point, type Space } from './space.ts';

interface RandomSearchSettings {
  readonly space: Space;
  readonly seed: number;
  readonly trials: number;
  /** Training of each. */
  readonly until: number;
}

interface State {
  /** Points of the trials that have begun. */
  readonly points: readonly Point[];
  readonly running: readonly Job[];
  readonly best: Best | null;
}

/**
 * The best of so many points drawn at random (Bergstra and Bengio 2012, “Random search for hyper-parameter optimization”),
 * each another while there are others: the same one again would train the same again.
 */
export function randomSearch({ space, seed, trials, until }: RandomSearchSettings): Searcher {
  checkSpace(space);
  let state: State = { points: [], running: [], best: null };
  return {
    ask() {
      const { points, running } = state;
      const trial = points.length;
      if (trial >= trials) return null;
      const point = drawNewPoint(space, searchDraws(seed, 'draw', trial), points);
      const job: Job = { trial, point, until, from: null };
      state = { ...state, points: [...points, point], running: [...running, job] };
      return job;
    },
    tell(report) {
      const [{ trial, point }, running] = takeJob(state.running, report);
      const { score } = ranked(report);
      state = { ...state, running, best: better(state.best, { trial, point, until, score }) };
    },
    get isDone() {
      return state.points.length >= trials && state.running.length === 0;
    },
    get best() {
      return state.best;
    },
    snapshot: () => structuredClone(state),
    restore(snapshot) {
      state = structuredClone(snapshot as State);
    },
  };
}
