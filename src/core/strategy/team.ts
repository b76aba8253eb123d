import type { SeatOptions } from './options.ts';
import type { RewardSettings } from './reward-settings.ts';
import type { StateSettings } from './state-settings.ts';

/** Four agents, one for each seat, that decide how rows train and learn from what comes of it, together. */
export interface TeamConfig {
  readonly name: string;
  /** How they decide and learn: id of a controller of the catalog. */
  readonly controller: string;
  /** What each may choose from; one with a single choice has nothing to decide, and counts as switched off. */
  readonly options: SeatOptions;
  readonly state: StateSettings;
  readonly reward: RewardSettings;
}

/** Most teams of a run. */
export const MOST_TEAMS = 8;
