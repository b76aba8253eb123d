import { isRecord } from '../../plain-data.ts';
import type { RowInterval, RowTest } from '../figures.ts';
import type { StrategyConfig } from '../strategy-config.ts';
import type { PlannedRun, RowResult, RunResult } from './experiment.ts';

/** A run that has ended, with all that an experiment may keep of it. */
export interface EndedRun {
  readonly config: StrategyConfig;
  readonly engine: string;
  readonly hash: string;
  /** After each interval, every row. */
  readonly intervals: readonly { readonly rows: readonly RowInterval[] }[];
  readonly tests: readonly RowTest[];
  /** Computing, in all and of the agents alone, ms. */
  readonly elapsedMs: number;
  readonly agentMs: number;
  readonly elsewhere?: RunResult['elsewhere'];
}

/** Returns the figures of a run that an experiment keeps. */
export const runResult = ({ key }: Pick<PlannedRun, 'key'>, run: EndedRun): RunResult => ({
  key,
  seed: run.config.seed,
  engine: run.engine,
  hash: run.hash,
  rows: run.config.rows.map(({ name }, row): RowResult => {
    const test = run.tests[row];
    return {
      name,
      mAP: {
        raw: digits(test?.raw.mAP),
        fast: digits(test?.fast.mAP),
        slow: digits(test?.slow.mAP),
      },
      tail: digits(test?.fast.tail),
      tailF1: digits(test?.fast.tailF1),
      macroF1: digits(test?.fast.macroF1),
      course: run.intervals.map(({ rows }) => digits(rows[row]?.validation.mAP)),
      ...(test?.chosen && { isChosen: true as const }),
    };
  }),
  images: run.config.training.steps * run.config.training.batch,
  seconds: Math.round(run.elapsedMs / 100) / 10,
  agentSeconds: Math.round(run.agentMs / 10) / 100,
  ...(run.elsewhere && { elsewhere: run.elsewhere }),
});

/** Five digits, which is more than seeds agree in. */
const digits = (share: number | null | undefined): number | null =>
  share === null || share === undefined || !Number.isFinite(share)
    ? null
    : Number(share.toFixed(5));

const MOST_RESULT_ROWS = 16;
const MOST_COURSE = 2000;

/** A result that lay on a disk or in a file; null: it is none. */
export function readRunResult(value: unknown): RunResult | null {
  if (!isRecord(value)) return null;
  const { key, seed, engine, hash, rows, images, seconds, agentSeconds, elsewhere = {} } = value;
  const isRight =
    isText(key) &&
    Number.isInteger(seed) &&
    isText(engine) &&
    isText(hash) &&
    Array.isArray(rows) &&
    rows.length <= MOST_RESULT_ROWS &&
    rows.every(isRow) &&
    [images, seconds, agentSeconds].every((each) => Number.isFinite(each)) &&
    isRecord(elsewhere) &&
    Object.values(elsewhere).every(isElsewhere);
  return isRight ? (value as unknown as RunResult) : null; // as it was looked at
}

const isText = (value: unknown): boolean => typeof value === 'string' && value.length <= 200;

const isShare = (value: unknown): boolean => value === null || Number.isFinite(value);

const isElsewhere = (value: unknown): boolean =>
  isRecord(value) &&
  Number.isInteger(value['shared']) &&
  Array.isArray(value['mAP']) &&
  value['mAP'].length <= MOST_RESULT_ROWS &&
  value['mAP'].every(isShare);

const isRow = (row: unknown): boolean =>
  isRecord(row) &&
  isText(row['name']) &&
  isRecord(row['mAP']) &&
  [row['mAP']['raw'], row['mAP']['fast'], row['mAP']['slow']].every(isShare) &&
  [row['tail'], row['tailF1'], row['macroF1']].every(isShare) &&
  Array.isArray(row['course']) &&
  row['course'].length <= MOST_COURSE &&
  row['course'].every(isShare);
