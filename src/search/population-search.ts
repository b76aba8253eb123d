import { searchDraws } from './keys.ts';
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
  isAmong,
  MOST_DRAWS,
  type Point,
  type Space,
  withAnotherChoice,
} from './space.ts';

export interface PopulationSettings {
  readonly space: Space;
  readonly seed: number;
  readonly members: number;
  /** Training between two rounds, and in all. */
  readonly every: number;
  readonly until: number;
  /** Share of the members that take over from as many others, at most a half. */
  readonly quantile: number;
}

/** Result of one member in a round. */
export interface Round {
  readonly round: number;
  readonly member: number;
  readonly point: Point;
  /** Member whose training it went on with; null in the first round. */
  readonly from: number | null;
  /** Score of the training it went on with; null in the first round. */
  readonly before: number | null;
  readonly score: number;
}

/** A member that takes over from another. */
export interface Heir {
  readonly member: number;
  readonly donor: Round;
}

/** Points of heirs, by what has happened so far. */
export type Renew = (
  heirs: readonly Heir[],
  history: readonly Round[],
  stayers: readonly Round[],
) => readonly Point[];

interface State {
  /** The round that is under way. */
  readonly round: number;
  /** Jobs of it that were not asked for, and that were. */
  readonly waiting: readonly Job[];
  readonly running: readonly Job[];
  /** Rounds in the order of the reports. */
  readonly history: readonly Round[];
  readonly best: Best | null;
}

/**
 * A population that trains in rounds (Jaderberg et al. 2017, “Population based training of neural networks”): after each,
 * the lowest part takes over the training of the highest, by truncation, under points that `renew` gives.
 */
export function populationSearch(settings: PopulationSettings, renew: Renew): Searcher {
  const { space, seed, members, every, until, quantile } = settings;
  checkSpace(space);
  if (!(every > 0 && every <= until))
    throw new RangeError(`rounds of ${every} do not fit into a training of ${until}`);
  const rounds = Math.floor(until / every);
  let state: State = { round: 0, waiting: firstJobs(), running: [], history: [], best: null };

  function firstJobs(): Job[] {
    const points: Point[] = [];
    for (let trial = 0; trial < members; trial++)
      points.push(drawNewPoint(space, searchDraws(seed, 'draw', trial), points));
    return points.map((point, trial) => ({ trial, point, until: every, from: null }));
  }

  /** Makes each member's job of the next round. */
  function nextJobs(history: readonly Round[], round: number): Job[] {
    const last = history.filter((each) => each.round === round);
    const inOrder = last.toSorted((a, b) => byScore(a, b) || a.member - b.member);
    const moved = Math.min(Math.floor(members / 2), Math.ceil(quantile * members));
    const heirs = inOrder.slice(members - moved).map(({ member }): Heir => {
      const reader = searchDraws(seed, 'exploit', round, member);
      return { member, donor: inOrder[reader.integer(moved)] as Round }; // of the best
    });
    const stayers = last.filter(({ member }) => !heirs.some((heir) => heir.member === member));
    const points = apart(renew(heirs, history, stayers), heirs, settings);
    const stays = stayers.map(({ member, point }) => ({ trial: member, point, from: member }));
    const moves = heirs.map(({ member, donor }, at) => ({
      trial: member,
      point: points[at] as Point, // one for each
      from: donor.member,
    }));
    return [...stays, ...moves]
      .toSorted((a, b) => a.trial - b.trial)
      .map((job) => ({ ...job, until: (round + 2) * every }));
  }

  /** Returns the score that a member's training had when a job went on with it. */
  const scoreBefore = ({ from }: Job): number | null =>
    state.history.find(({ round, member }) => round === state.round - 1 && member === from)
      ?.score ?? null;

  return {
    ask() {
      const [job, ...waiting] = state.waiting;
      if (!job) return null;
      state = { ...state, waiting, running: [...state.running, job] };
      return job;
    },
    tell(report) {
      const [job, running] = takeJob(state.running, report);
      const { score } = ranked(report);
      const { trial, point, from } = job;
      const { round } = state;
      const told: Round = { round, member: trial, point, from, before: scoreBefore(job), score };
      const history = [...state.history, told];
      const best = better(state.best, { trial, point, until: job.until, score });
      const isOver = running.length === 0 && state.waiting.length === 0;
      const next = isOver && round + 1 < rounds;
      const waiting = next ? nextJobs(history, round) : state.waiting;
      state = { round: next ? round + 1 : round, waiting, running, history, best };
    },
    get isDone() {
      return state.running.length === 0 && state.waiting.length === 0;
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
 * Points of heirs, each another than its donor's and than those of heirs of the same donor: it would train the same again,
 * bit by bit. Where a point is one of these, one of its choices is drawn anew among the others.
 */
function apart(
  points: readonly Point[],
  heirs: readonly Heir[],
  { space, seed }: Pick<PopulationSettings, 'space' | 'seed'>,
): readonly Point[] {
  const found: Point[] = [];
  for (const [at, { member, donor }] of heirs.entries()) {
    const siblings = found.filter((_, other) => heirs[other]?.donor.member === donor.member);
    const there = [donor.point, ...siblings];
    const reader = searchDraws(seed, 'apart', donor.round, member);
    let point: Point | null = points[at] as Point; // one for each
    for (let tries = 0; tries < MOST_DRAWS && point && isAmong(point, there); tries++)
      point = withAnotherChoice(space, point, reader);
    found.push(point ?? (points[at] as Point));
  }
  return found;
}
