import { isRecord } from '#core/plain-data.ts';
import type { DataFacts, RowInterval, TrainingFigures } from '#core/strategy/figures.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import type { IntervalEvent, StrategyFinished, StrategyStarted } from './strategy-run-events.ts';

/** A strategy run as a file, played without the engine. `npm run strategy -- --out FILE` writes it. */
export interface StrategyRecording {
  /** Version of the engine that ran it. */
  readonly engine: string;
  readonly started: StrategyStarted;
  readonly intervals: readonly IntervalEvent[];
  readonly finished: StrategyFinished;
}

/** Format by which the file of a strategy run is known. */
export const STRATEGY_RUN = 'strategy-run';
const VERSION = 1;

interface Recorded {
  readonly engine: string;
  readonly config: StrategyConfig;
  readonly data: DataFacts;
  readonly parameters: number;
  readonly intervals: readonly Omit<IntervalEvent, 'kind' | 'run'>[];
  readonly tests: StrategyFinished['tests'];
  readonly hash: string;
}

/** Reads what was fetched; throws a TypeError if it is no recording of this version. */
export function readStrategyRecording(data: unknown): StrategyRecording {
  if (!isRecord(data) || data['format'] !== STRATEGY_RUN || data['version'] !== VERSION)
    throw new TypeError(`this is no recording of a strategy run of version ${VERSION}`);
  const recorded = data as unknown as Recorded; // it was written by this version
  const { engine, config, parameters, tests, hash } = recorded;
  const run = 0;
  const intervals = recorded.intervals.map(
    (each): IntervalEvent => ({
      ...each,
      ...{ kind: 'interval', run, rows: each.rows.map(withNaN) },
    }),
  );
  const device = { kind: 'wasm', description: '', threads: 1, reason: '', trials: [] } as const;
  return {
    engine,
    started: { kind: 'started', run, config, device, data: recorded.data, parameters, interval: 0 },
    intervals,
    finished: {
      ...{ kind: 'finished', run, reason: 'steps', tests, hash },
      elapsedMs: intervals.at(-1)?.elapsedMs ?? 0,
    },
  };
}

/** JSON has null where a figure of training is no longer finite. */
function withNaN(row: RowInterval): RowInterval {
  const entries = Object.entries(row.training as unknown as Record<string, number | null>);
  const training = Object.fromEntries(
    entries.map(([key, value]) => [key, value ?? Number.NaN]),
  ) as unknown as TrainingFigures;
  return { ...row, training };
}
