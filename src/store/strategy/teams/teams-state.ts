import type { Problem } from '#core/problem.ts';
import type { IntervalRow, SavedTeams, TeamsCheckpoint } from '#core/strategy/training-plan.ts';
import type { TeamsEvent, TeamsOffer, WholeTrainingPlan } from '#protocol/teams-messages.ts';
import type { KeptEvolution } from './kept-evolutions.ts';

/** Status of the evolution that is shown. */
export type TeamsStatus =
  /** The engine has not said what it offers. */
  | { readonly kind: 'loading' }
  /** Nothing computes: none is shown, or one that is looked at. */
  | { readonly kind: 'idle' }
  /** A short generation tells how long the plan in the form would take. */
  | { readonly kind: 'timing' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'running' }
  | { readonly kind: 'paused' }
  | { readonly kind: 'failed'; readonly during: string; readonly message: string };

export interface TeamsState {
  readonly offer: TeamsOffer | null;
  /** Plan in the form; null before the engine has sent its catalog. */
  readonly draft: WholeTrainingPlan | null;
  readonly problems: readonly Problem[];
  /** Number of the evolution that the engine computes, or did last. */
  readonly run: number;
  /** The evolution that is shown; null: none. */
  readonly shown: KeptEvolution | null;
  /** The population that trains next in it; null: that of its beginning. */
  readonly saved: SavedTeams | null;
  /** Checkpoint within the generation of `saved`; null: that is at its beginning. */
  readonly checkpoint: TeamsCheckpoint | null;
  /** Time that a plan would take, s; null: that was not asked. */
  readonly timed: { readonly plan: WholeTrainingPlan; readonly seconds: number } | null;
  readonly status: TeamsStatus;
  /** Progress of the interval in training; null: it has not begun. */
  readonly progress: Extract<TeamsEvent, { readonly kind: 'progress' }> | null;
  /** Run of the generation that is under way: 0 is that in which its teams learn, those after it are those that judge them. */
  readonly part: number;
  /** Outcome of each interval of that run that is over, in the order of the teams. */
  readonly intervals: readonly (readonly IntervalRow[])[];
  /** Ids of the teams in training, in the order of their rows. */
  readonly training: readonly number[];
  /** Notice of a failure or a fact, as a sentence; '' where there is none. */
  readonly notice: string;
}

export const FIRST: TeamsState = {
  offer: null,
  draft: null,
  problems: [],
  run: 0,
  shown: null,
  saved: null,
  checkpoint: null,
  timed: null,
  status: { kind: 'loading' },
  progress: null,
  part: 0,
  intervals: [],
  training: [],
  notice: '',
};

export const isComputing = ({ status }: Pick<TeamsState, 'status'>): boolean =>
  status.kind === 'starting' || status.kind === 'running' || status.kind === 'paused';

/** Tells whether the engine computes anything, an evolution or a timing. */
export const isBusy = (state: Pick<TeamsState, 'status'>): boolean =>
  isComputing(state) || state.status.kind === 'timing';

/** Tells whether the evolution shown has generations to go. */
export const hasMore = ({ shown }: Pick<TeamsState, 'shown'>): boolean =>
  shown !== null && shown.generations.length < shown.plan.episodes;
