import type { Decision } from '#core/strategy/decision.ts';
import type { PhaseMs } from '#core/strategy/experiments/cost.ts';
import type { DataFacts, RowInterval, RowTest } from '#core/strategy/figures.ts';
import type { Choices } from '#core/strategy/seats.ts';
import type { StateElement } from '#core/strategy/state-settings.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import type { DeviceReport } from './device-report.ts';

export interface StrategyStarted {
  readonly kind: 'started';
  readonly run: number;
  readonly config: StrategyConfig;
  readonly device: DeviceReport;
  readonly data: DataFacts;
  /** Descriptions of the numbers of a team's state, by the team's name; absent: no team steers. */
  readonly states?: Readonly<Record<string, readonly StateElement[]>>;
  /** Numbers that each classifier learns. */
  readonly parameters: number;
  /** Intervals that the run has behind it; 0 where it begins. */
  readonly interval: number;
}

/** At most ten times a second, and only after the last one was acknowledged. */
export interface StrategyProgress {
  readonly kind: 'progress';
  readonly run: number;
  /** 'data': images are being drawn. */
  readonly phase: 'data' | 'decide' | 'train' | 'validate' | 'learn' | 'record' | 'test';
  /** Share of the phase: of the images, of the interval's updates, of the images looked at. */
  readonly done: number;
  readonly interval: number;
  /** Updates of each row since the run began. */
  readonly step: number;
  /** Images that all rows together learned from. */
  readonly images: number;
  readonly stepsPerSecond: number;
  /** Computing time since the run began, pauses left out. */
  readonly elapsedMs: number;
}

/** An interval is over: its choices, and its results. */
export interface IntervalEvent {
  readonly kind: 'interval';
  readonly run: number;
  /** Interval, from 0. */
  readonly interval: number;
  /** Updates of each row since the run began. */
  readonly step: number;
  /** Images that each row learned from since the run began. */
  readonly images: number;
  readonly elapsedMs: number;
  readonly rows: readonly RowInterval[];
  /** Hash of the chain after this interval. */
  readonly hash: string;
}

/** A decision before it takes effect, of the rows that a person is asked about. */
export interface Deciding {
  readonly kind: 'deciding';
  readonly run: number;
  /** Interval that it is for, from 0. */
  readonly interval: number;
  readonly rows: readonly {
    readonly row: number;
    /** Choices that the row's own steering is about to make, and, where a team steers it, why. */
    readonly choices: Choices;
    readonly reasons: Decision['reasons'] | null;
  }[];
}

export interface StrategyFinished {
  readonly kind: 'finished';
  readonly run: number;
  readonly reason: 'steps' | 'stopped';
  /** Tests of each row on the test images, by each of its three sets of weights; empty where the run was stopped. */
  readonly tests: readonly RowTest[];
  readonly elapsedMs: number;
  readonly hash: string;
  /** Computing by phase since this engine took the run up; absent: the run was kept. */
  readonly phaseMs?: PhaseMs;
}

/** All that a run needs to go on, taken where an interval is about to begin. */
export interface StrategyCheckpoint {
  readonly engine: string;
  readonly config: StrategyConfig;
  /** Intervals that are done. */
  readonly interval: number;
  /** The engine's own; plain data and typed arrays. */
  readonly state: unknown;
}
