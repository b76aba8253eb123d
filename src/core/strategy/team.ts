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
  /** What it has learned before the run; absent: nothing. */
  readonly trained?: TrainedReference;
}

/** What a team has learned, by name where it comes with the page, or with all of it. */
export interface TrainedReference {
  readonly name: string;
  /** Of what it has learned: 32 hexadecimal digits. */
  readonly digest: string;
  /** Whether it goes on learning, and tries what promises less. */
  readonly learns: boolean;
  /** What it has learned, as its file has it; absent: it comes with the page, by its name. */
  readonly learned?: string;
}

/** Most teams of a run. */
export const MOST_TEAMS = 8;
