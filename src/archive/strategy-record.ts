import { counted } from '#core/counted.ts';
import { isRecord } from '#core/plain-data.ts';
import { maximum } from '#core/statistics.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import { MOST_ROWS } from '#core/strategy/strategy-fields.ts';
import type { DeviceReport } from '#protocol/messages.ts';
import type {
  IntervalEvent,
  StrategyCheckpoint,
  StrategyFinished,
  StrategyStarted,
} from '#protocol/strategy-run-events.ts';
import { sizeOf } from './size.ts';

/** Record of a strategy run without its intervals and its checkpoint: enough to list it. */
export interface StrategyRecord {
  readonly id: string;
  /** '' until a person gives one. */
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Time at which it was deleted; null: it was not. */
  readonly deletedAt: number | null;
  /** Preset that it was set up from. */
  readonly preset: string | null;
  /** Version of the engine that ran it. */
  readonly engine: string;
  readonly config: StrategyConfig;
  readonly device: DeviceReport;
  readonly data: StrategyStarted['data'];
  readonly parameters: number;
  /** Descriptions of the numbers in teams' states; absent: no team steers. */
  readonly states?: StrategyStarted['states'];
  readonly intervals: number;
  /** The best row's mAP on the validation images after each interval; NaN: undefined. */
  readonly best: readonly number[];
  readonly elapsedMs: number;
  /** Hash of the chain so far. */
  readonly hash: string;
  readonly end: StrategyFinished['reason'] | null;
  readonly tests: StrategyFinished['tests'];
  /** Intervals that are done in the checkpoint that is kept; null: none is. */
  readonly checkpoint: number | null;
  /** Size of the intervals and of the checkpoint, bytes. */
  readonly historyBytes: number;
  readonly checkpointBytes: number;
}

/** A whole run. */
export interface StoredStrategy {
  readonly record: StrategyRecord;
  readonly intervals: readonly IntervalEvent[];
  readonly checkpoint: StrategyCheckpoint | null;
}

export const strategyTitle = ({ name, config }: Pick<StrategyRecord, 'name' | 'config'>): string =>
  name !== '' ? name : `${counted(rowNames(config).length, 'classifier')} · seed ${config.seed}`;

/** Data with which a record begins. */
export type Beginning = Pick<StrategyRecord, 'id' | 'preset' | 'engine'> & {
  readonly started: StrategyStarted;
  readonly now: number;
};

export const beginStrategy = ({ started, now, ...begun }: Beginning): StrategyRecord => ({
  ...begun,
  name: '',
  createdAt: now,
  updatedAt: now,
  deletedAt: null,
  config: started.config,
  device: started.device,
  data: started.data,
  parameters: started.parameters,
  ...(started.states && { states: started.states }),
  intervals: 0,
  best: [],
  elapsedMs: 0,
  hash: '',
  end: null,
  tests: [],
  checkpoint: null,
  historyBytes: 0,
  checkpointBytes: 0,
});

/** The record with what came after it. An interval that is there already takes the place of it and those after it. */
export function advanceStrategy(
  record: StrategyRecord,
  event: IntervalEvent | StrategyFinished | StrategyCheckpoint,
  now: number,
): StrategyRecord {
  const dated = { ...record, updatedAt: now };
  if (!('kind' in event))
    return { ...dated, checkpoint: event.interval, checkpointBytes: sizeOf(event.state) };
  const { elapsedMs, hash } = event;
  if (event.kind === 'finished')
    return {
      ...dated,
      ...{ elapsedMs, hash, tests: event.tests, end: event.reason },
      ...{ checkpoint: null, checkpointBytes: 0 },
    };
  return {
    ...dated,
    ...{ elapsedMs, hash, intervals: event.interval + 1 },
    best: [...record.best.slice(0, event.interval), bestOf(event)],
    historyBytes: record.historyBytes + sizeOf(event),
  };
}

const bestOf = ({ rows }: IntervalEvent): number =>
  maximum(rows.flatMap(({ validation }) => validation.mAP ?? []));

/** Names of a configuration's rows, whatever it may be. */
export const rowNames = (config: { readonly rows?: unknown }): readonly string[] =>
  (Array.isArray(config.rows) ? config.rows : [])
    .slice(0, MOST_ROWS)
    .map((row: unknown) => (isRecord(row) ? String(row['name']) : ''));
