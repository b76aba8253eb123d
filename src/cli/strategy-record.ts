import type { StrategyCatalog } from '#core/strategy/strategy-catalog.ts';
import { STRATEGY_RUN } from '#protocol/strategy-recording.ts';
import type { IntervalReport, Tests } from '#strategy/run/run-events.ts';
import type { StrategyRun } from '#strategy/run/strategy-run.ts';

export type RecordedInterval = IntervalReport & { readonly elapsedMs: number };

/** A whole run as the page opens it: its settings, the facts of its images, every interval, and the test. */
export function recordedStrategy({
  catalog,
  run,
  intervals,
  tests,
  hash,
}: {
  readonly catalog: StrategyCatalog;
  readonly run: StrategyRun;
  readonly intervals: readonly RecordedInterval[];
  readonly tests: Tests;
  readonly hash: string;
}) {
  const { around, facts, parameters } = run;
  return {
    format: STRATEGY_RUN,
    version: 1,
    engine: catalog.engine,
    config: around.config,
    data: facts,
    parameters,
    intervals: intervals.map((each) => rounded(each)),
    tests: rounded(tests),
    hash,
  };
}

/** Numbers with six digits, which is more than can be seen; times in whole ms. */
function rounded<T>(value: T): T {
  const text = JSON.stringify(value, (key, each: unknown) => {
    if (typeof each !== 'number' || Number.isInteger(each)) return each;
    return key === 'elapsedMs' ? Math.round(each) : Number(each.toPrecision(6));
  });
  return JSON.parse(text) as T;
}
