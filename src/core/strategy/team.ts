import type { SeatOptions } from './options.ts';
import type { RewardSettings } from './reward-settings.ts';
import type { StateSettings } from './state-settings.ts';

/** Four agents, one for each seat, that decide how rows train and learn from what comes of it, together. */
export interface TeamConfig {
  readonly name: string;
  /** Rule by which they decide and learn: id of a controller of the catalog. */
  readonly controller: string;
  /** Choices open to each; one with a single choice has nothing to decide, and counts as switched off. */
  readonly options: SeatOptions;
  readonly state: StateSettings;
  readonly reward: RewardSettings;
  /** Experiences before it begins to learn, in place of its controller's own number; until then chance decides. */
  readonly warmUp?: number;
  /** Training before the run; absent: none. */
  readonly trained?: TrainedReference;
}

/** Reference to a trained team, by name where it comes with the page, or with its weights. */
export interface TrainedReference {
  readonly name: string;
  /** Digest of what it has learned: 32 hexadecimal digits. */
  readonly digest: string;
  /** True when it goes on learning, and tries what promises less. */
  readonly learns: boolean;
  /** Weights and memories, as its file has them; absent: it comes with the page, by its name. */
  readonly learned?: string;
}

/** Most experiences that a team may be told to wait for. */
export const MOST_WARM_UP = 1000;
/** Intervals that are left to chance at the most where a team has a single run to learn in. */
export const CHANCE_IN_ONE_RUN = 8;

/**
 * Returns the warm-up of a team that has a single run to learn in, where its controller would wait for longer. The first
 * experience is there once its `reach` intervals are over, then one an interval.
 */
export function warmUpInOneRun({
  warmUp = 0,
  reach = 1,
}: {
  readonly warmUp?: number;
  readonly reach?: number;
}): Pick<TeamConfig, 'warmUp'> {
  const most = Math.max(1, CHANCE_IN_ONE_RUN + 1 - reach);
  return warmUp > most ? { warmUp: most } : {};
}

/** Most teams of a run. */
export const MOST_TEAMS = 8;
