import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import type {
  IntervalEvent,
  StrategyFinished,
  StrategyStarted,
} from '#protocol/strategy-run-events.ts';

/** A run as it is shown: one that this page computes or keeps, or a recorded one. */
export interface ShownRun {
  /** 0: the recorded one. */
  readonly run: number;
  readonly config: StrategyConfig;
  /** Null: its images are still being drawn. */
  readonly started: StrategyStarted | null;
  readonly intervals: readonly IntervalEvent[];
  readonly finished: StrategyFinished | null;
  readonly isRecorded: boolean;
}
