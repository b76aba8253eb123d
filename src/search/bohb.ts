import {
  freshHalving,
  type Halving,
  type HalvingSettings,
  isOver,
  nextJob,
  pointsOf,
  withReport,
} from './halving.ts';
import { kernelDensity } from './kernel-density.ts';
import { searchDraws } from './keys.ts';
import { type Best, better, byScore, type Searcher } from './searcher.ts';
import { checkSpace, drawNewPoint, isAmong, type Point, type Space } from './space.ts';
import type { Judged } from './tpe.ts';

export interface BohbSettings {
  readonly space: Space;
  readonly seed: number;
  readonly eta: number;
  /** Training on the lowest rung, and in all. */
  readonly least: number;
  readonly most: number;
  /** Brackets, one after another, from the widest to the narrowest and again. */
  readonly brackets: number;
  /** Factor by which a bracket has more trials than Hyperband's, so that it fills as many workers; absent: 1. */
  readonly width?: number;
}

interface State {
  readonly bracket: number;
  /** Trials of the brackets before. */
  readonly before: number;
  readonly halving: Halving;
  readonly judged: readonly (Judged & { readonly until: number })[];
  readonly best: Best | null;
}

/** Share of trials drawn at random, as the paper and its code have it. */
const RANDOM_SHARE = 1 / 3;
const GOOD_SHARE = 0.15;
const SAMPLES = 64;
const WIDENING = 3;

/** The bracket's halving (Li et al. 2018, “Hyperband”, algorithm 1): many short trials, fewer longer ones, few long ones. */
export function bracketOf(
  at: number,
  { eta, least, most, width = 1 }: BohbSettings,
): HalvingSettings {
  let widest = 0;
  for (let until = most; until / eta >= least * (1 - 1e-9); until /= eta) widest++;
  const s = widest - (at % (widest + 1));
  let times = 1;
  for (let i = 0; i < s; i++) times *= eta;
  const trials = width * Math.ceil(((widest + 1) / (s + 1)) * times);
  return { trials, eta, least: most / times, most, waits: true };
}

/**
 * BOHB: Hyperband whose trials a model of the good ones proposes (Falkner et al. 2018, “BOHB”). Trials are asked for several
 * at a time, so those under way count as bad ones (see {@link tpe}), and no point is tried twice while there are others.
 */
export function bohb(settings: BohbSettings): Searcher {
  const { space, seed, brackets } = settings;
  checkSpace(space);
  const fresh = (bracket: number) => freshHalving(bracketOf(bracket, settings));
  let state: State = { bracket: 0, before: 0, halving: fresh(0), judged: [], best: null };

  function propose(trial: number): Point {
    const reader = searchDraws(seed, 'propose', trial);
    const isRandom = reader.uniform() < RANDOM_SHARE;
    const parts = isRandom ? null : goodAndBad(state.judged, Object.keys(space).length);
    const underway = state.halving.running.map(({ point }) => point);
    const there = [...state.judged.map(({ point }) => point), ...pointsOf(state.halving)];
    const atRandom = () => drawNewPoint(space, searchDraws(seed, 'draw', trial), there);
    if (!parts) return atRandom();
    const good = kernelDensity(space, parts.good);
    const bad = kernelDensity(space, [...parts.bad, ...underway]);
    const promise = (point: Point) =>
      Math.max(good.at(point), 1e-32) / Math.max(bad.at(point), 1e-32);
    const drawn = Array.from({ length: SAMPLES }, () => good.drawNear(reader, WIDENING));
    const others = drawn.filter((each) => !isAmong(each, there));
    if (others.length === 0) return atRandom();
    return others.reduce((most, each) => (promise(each) > promise(most) ? each : most));
  }

  return {
    ask() {
      if (
        isOver(state.halving, bracketOf(state.bracket, settings)) &&
        state.bracket + 1 < brackets
      ) {
        const { trials } = bracketOf(state.bracket, settings);
        const [bracket, before] = [state.bracket + 1, state.before + trials];
        state = { ...state, bracket, before, halving: fresh(bracket) };
      }
      const bracket = bracketOf(state.bracket, settings);
      const next = nextJob(state.halving, bracket, state.before, propose);
      if (next) state = { ...state, halving: next.halving };
      return next?.job ?? null;
    },
    tell(report) {
      const bracket = bracketOf(state.bracket, settings);
      const { halving, job, score } = withReport(state.halving, bracket, report);
      const { trial, point, until } = job;
      const judged = [...state.judged, { point, score, until }];
      const best = better(state.best, { trial, point, until, score });
      state = { ...state, halving, judged, best };
    },
    get isDone() {
      return (
        state.bracket === brackets - 1 && isOver(state.halving, bracketOf(state.bracket, settings))
      );
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

/**
 * Good points and bad ones among those with the most training of which there are enough: more than one for each parameter
 * and two. Null: there are not.
 */
function goodAndBad(
  judged: State['judged'],
  parameters: number,
): { readonly good: Point[]; readonly bad: Point[] } | null {
  const least = parameters + 1;
  const untils = [...new Set(judged.map(({ until }) => until))].toSorted((a, b) => b - a);
  for (const until of untils) {
    const among = judged.filter((each) => each.until === until).toSorted(byScore);
    if (among.length < least + 2) continue;
    const good = Math.max(least, Math.floor(GOOD_SHARE * among.length));
    const points = among.map(({ point }) => point);
    const bad = Math.max(least, Math.floor((1 - GOOD_SHARE) * among.length));
    return { good: points.slice(0, good), bad: points.slice(good, good + bad) };
  }
  return null;
}
