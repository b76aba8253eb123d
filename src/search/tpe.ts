import { searchDraws } from './keys.ts';
import { choiceDensity, unitDensity } from './parzen.ts';
import {
  type Best,
  better,
  byScore,
  type Job,
  ranked,
  type Searcher,
  takeJob,
} from './searcher.ts';
import {
  checkSpace,
  drawNewPoint,
  fromUnit,
  isAmong,
  MOST_DRAWS,
  mapSpace,
  type Parameter,
  type Point,
  type Space,
  toUnit,
} from './space.ts';

interface TpeSettings {
  readonly space: Space;
  readonly seed: number;
  readonly trials: number;
  readonly until: number;
  /** Trials that are drawn before any is chosen. */
  readonly startUp: number;
  /** Values of which the most promising is taken. */
  readonly candidates: number;
}

/** A point that was judged. */
export interface Judged {
  readonly point: Point;
  readonly score: number;
}

interface State {
  readonly begun: number;
  readonly running: readonly Job[];
  readonly judged: readonly Judged[];
  readonly best: Best | null;
}

/** Number of good ones among n: a tenth, 25 at most (Optuna). */
const goodOf = (n: number): number => Math.min(25, Math.ceil(0.1 * n));

/**
 * Tree-structured Parzen estimator (Bergstra et al. 2011, “Algorithms for hyper-parameter optimization”): of each
 * parameter's values, drawn as those of good points are, the one that is likeliest to be a good point's rather than
 * another's, which has the greatest expected improvement.
 *
 * Trials that are asked for before others are judged would all be proposed by the same judgements, and much alike. So those
 * under way count as bad ones, which are not to be come near to: the “constant liar” of Ginsbourger, Le Riche and Carraro
 * 2010, “Kriging is well-suited to parallelize optimization”, as Optuna's TPE has it. A point that runs or was judged all
 * the same, which would train the same again, makes room for the most promising other one of those drawn.
 */
export function tpe(settings: TpeSettings): Searcher {
  const { space, seed, trials, until, startUp } = settings;
  checkSpace(space);
  let state: State = { begun: 0, running: [], judged: [], best: null };

  function propose(trial: number): Point {
    const underway = state.running.map(({ point }) => point);
    const there = [...state.judged.map(({ point }) => point), ...underway];
    const atRandom = () => drawNewPoint(space, searchDraws(seed, 'draw', trial), there);
    if (state.judged.length < startUp) return atRandom();
    const [good, others] = split(state.judged);
    const bad = [...others, ...underway];
    const densities = Object.entries(space).map(([name, parameter], at) => {
      const [likely, unlikely] = [
        densityOf(parameter, name, good),
        densityOf(parameter, name, bad),
      ];
      const promise = (value: number) => likely.logAt(value) - unlikely.logAt(value);
      return { likely, promise, reader: searchDraws(seed, 'propose', trial, at) };
    });
    /** Values of each parameter, by number or on [0, 1]. */
    const pointOf = (values: readonly number[]): Point => {
      let at = 0;
      return mapSpace(space, (parameter) => valueAt(parameter, values[at++] as number));
    };
    const best = pointOf(
      densities.map(({ likely, promise, reader }) => {
        const drawn = Array.from({ length: settings.candidates }, () => likely.draw(reader));
        return drawn.reduce((most, each) => (promise(each) > promise(most) ? each : most));
      }),
    );
    if (!isAmong(best, there)) return best;
    const drawn = Array.from({ length: MOST_DRAWS }, () => {
      const values = densities.map(({ likely, reader }) => likely.draw(reader));
      const worth = densities.reduce(
        (sum, { promise }, at) => sum + promise(values[at] as number),
        0,
      );
      return { point: pointOf(values), worth };
    });
    const rest = drawn.filter(({ point }) => !isAmong(point, there));
    if (rest.length === 0) return atRandom();
    return rest.reduce((most, each) => (each.worth > most.worth ? each : most)).point;
  }

  return {
    ask() {
      const trial = state.begun;
      if (trial >= trials) return null;
      const job: Job = { trial, point: propose(trial), until, from: null };
      state = { ...state, begun: trial + 1, running: [...state.running, job] };
      return job;
    },
    tell(report) {
      const [{ trial, point }, running] = takeJob(state.running, report);
      const { score } = ranked(report);
      const judged = [...state.judged, { point, score }];
      state = {
        ...state,
        running,
        judged,
        best: better(state.best, { trial, point, until, score }),
      };
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

/** Good points and the others; of equal scores the first is better. */
function split(judged: readonly Judged[]): [good: Point[], others: Point[]] {
  const inOrder = judged.toSorted(byScore).map(({ point }) => point);
  const good = goodOf(judged.length);
  return [inOrder.slice(0, good), inOrder.slice(good)];
}

function densityOf(parameter: Parameter, name: string, points: readonly Point[]) {
  const values = points.map((point) => point[name]);
  return parameter.kind === 'choice'
    ? choiceDensity(
        values.map((value) => parameter.choices.indexOf(value as string)),
        parameter.choices.length,
      )
    : unitDensity(values.map((value) => toUnit(parameter, value as number)));
}

/** Returns the setting's value for a number of a density. */
const valueAt = (parameter: Parameter, value: number): string | number =>
  parameter.kind === 'choice'
    ? (parameter.choices[value] as string) // a choice's number
    : fromUnit(parameter, value);
