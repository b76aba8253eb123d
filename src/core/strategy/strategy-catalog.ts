import type { EngineVersion } from '../engine-version.ts';
import type { DomainSettings } from './domain.ts';
import type { RewardSettings } from './reward-settings.ts';
import type { Choices, Seat } from './seats.ts';
import type { StrategyConfig } from './strategy-config.ts';
import type { TrainedIdentity } from './trained-team.ts';

/** Everything the engine offers for the strategy lab. */
export interface StrategyCatalog extends EngineVersion {
  readonly seats: readonly SeatEntry[];
  /** The recipe at whose choice a seat stays while its agent is switched off. */
  readonly base: Choices;
  /** Recipes that stay the same: MAT-Agent's “Standard”, what a practitioner begins with, the best of a pilot. */
  readonly recipes: Readonly<Record<'standard' | 'usual' | 'tuned', Choices>>;
  readonly domains: readonly DomainEntry[];
  readonly presets: readonly StrategyPreset[];
  /** Ways in which a team decides and learns. */
  readonly controllers: readonly ControllerEntry[];
  readonly rewards: readonly RewardEntry[];
  /** Teams that come with the page, already trained. */
  readonly trained: readonly TrainedEntry[];
}

export interface SeatEntry {
  readonly id: Seat;
  /** Label, such as 'Augmentation'. */
  readonly label: string;
  /** Explanation of its decision, a sentence. */
  readonly explanation: string;
  readonly choices: readonly ChoiceEntry[];
}

export interface ChoiceEntry {
  readonly id: string;
  readonly label: string;
  /** Description and source. */
  readonly source: string;
  /** True when it is among those that are chosen from unless told otherwise. */
  readonly isOffered: boolean;
  /** Learning rates of a schedule: share of the base learning rate at progress 0, 1/100 … 1. Absent for other seats. */
  readonly curve?: readonly number[];
  /** Base learning rate of an optimizer. */
  readonly learningRate?: number;
}

export interface ControllerEntry {
  readonly id: string;
  readonly label: string;
  /** Description and source, a sentence. */
  readonly source: string;
  /** Set where its agents see nothing but performance and their own last choices. */
  readonly seesPerformanceAlone?: true;
  /** Experiences before it begins to learn, where a team may say another number; absent: it learns from the first. */
  readonly warmUp?: number;
  /** Intervals whose rewards an experience sums up, so that it is there so much later; absent: the whole run. */
  readonly reach?: number;
  /** Discount of rewards to come; absent: it sums them up, or looks at each alone. */
  readonly discount?: number;
}

export interface TrainedEntry {
  readonly name: string;
  /** Its training and its results, a sentence or two. */
  readonly about: string;
  readonly digest: string;
  /** File of the page, as 'teams/first.json'. */
  readonly file: string;
  readonly team: TrainedIdentity;
}

export interface RewardEntry {
  readonly label: string;
  readonly source: string;
  /** Settings that a team begins with. */
  readonly settings: RewardSettings;
}

export interface DomainEntry {
  readonly id: string;
  readonly label: string;
  readonly about: string;
  readonly settings: DomainSettings;
}

export interface StrategyPreset {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly config: StrategyConfig;
}
