import { beginRecord, type RunEnd } from '#archive/run-record.ts';
import type { Summary } from '#archive/summary.ts';
import type { RunConfig } from '#core/run-config.ts';
import type { RunCurve } from '#store/compare/run-curve.ts';
import { CONFIG } from '../../ui/fake-catalog.ts';

/** A run whose best so far went this way, a generation every 100 steps. */
export function curve(
  bestSoFar: readonly number[],
  config: Partial<RunConfig> = {},
  end: RunEnd | null = 'generations',
): RunCurve {
  const record = beginRecord({
    id: crypto.randomUUID(),
    config: { ...CONFIG, ...config },
    preset: null,
    engine: '1',
    device: null,
    now: 0,
  });
  const summaries = bestSoFar.map((value, generation) => ({
    generation,
    bestSoFar: value,
    max: value,
    median: value / 2,
    mean: value / 2,
    steps: (generation + 1) * 100,
  })) as unknown as Summary[];
  return { record: { ...record, end }, summaries };
}
