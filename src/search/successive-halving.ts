import {
  freshHalving,
  type Halving,
  type HalvingSettings,
  isOver,
  nextJob,
  pointsOf,
  withReport,
} from './halving.ts';
import { searchDraws } from './keys.ts';
import { type Best, better, type Searcher } from './searcher.ts';
import { checkSpace, drawNewPoint, type Space } from './space.ts';

interface SuccessiveHalvingSettings extends HalvingSettings {
  readonly space: Space;
  readonly seed: number;
}

interface State {
  readonly halving: Halving;
  readonly best: Best | null;
}

/**
 * Successive halving: many begin, the better part goes on (Jamieson and Talwalkar 2016), or, without waiting, any trial
 * in the better part so far (ASHA; Li et al. 2020, “A system for massively parallel hyperparameter tuning”).
 */
export function successiveHalving(settings: SuccessiveHalvingSettings): Searcher {
  const { space, seed } = settings;
  checkSpace(space);
  let state: State = { halving: freshHalving(settings), best: null };
  return {
    ask() {
      const there = pointsOf(state.halving);
      const next = nextJob(state.halving, settings, 0, (trial) =>
        drawNewPoint(space, searchDraws(seed, 'draw', trial), there),
      );
      if (next) state = { ...state, halving: next.halving };
      return next?.job ?? null;
    },
    tell(report) {
      const { halving, job, score } = withReport(state.halving, settings, report);
      const { trial, point, until } = job;
      state = { halving, best: better(state.best, { trial, point, until, score }) };
    },
    get isDone() {
      return isOver(state.halving, settings);
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
