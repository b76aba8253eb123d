import { searchDraws } from './keys.ts';
import { type Best, better, type Job, ranked, type Searcher, takeJob } from './searcher.ts';
import { checkSpace, drawPoint, type Space } from './space.ts';

interface RandomSearchSettings {
  readonly space: Space;
  readonly seed: number;
  readonly trials: number;
  /** Training of each. */
  readonly until: number;
}

interface State {
  readonly begun: number;
  readonly running: readonly Job[];
  readonly best: Best | null;
}

/** The best of so many points drawn at random (Bergstra and Bengio 2012, “Random search for hyper-parameter optimization”). */
export function randomSearch({ space, seed, trials, until }: RandomSearchSettings): Searcher {
  checkSpace(space);
  let state: State = { begun: 0, running: [], best: null };
  return {
    ask() {
      const trial = state.begun;
      if (trial >= trials) return null;
      const point = drawPoint(space, searchDraws(seed, 'draw', trial));
      const job: Job = { trial, point, until, from: null };
      state = { ...state, begun: trial + 1, running: [...state.running, job] };
      return job;
    },
    tell(report) {
      const [{ trial, point }, running] = takeJob(state.running, report);
      const { score } = ranked(report);
      state = { ...state, running, best: better(state.best, { trial, point, until, score }) };
    },
    get isDone() {
      return state.begun >= trials && state.running.length === 0;
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
