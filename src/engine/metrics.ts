import { meanOf, type Programs } from '#algorithms/contract.ts';
import { MOST_FITNESS } from '#core/statistics.ts';
import type { RunState } from './state.ts';

/**
 * Each agent's means of what its updates of this generation measured, by metric, [A]; NaN where it made none, or where
 * it is too great to be shown. One read per metric, of all agents.
 */
export async function readMetrics({
  algorithm: { declaration },
  device,
}: Pick<RunState, 'algorithm' | 'device'>): Promise<Readonly<Record<string, Float64Array>>> {
  const metrics: Record<string, Float64Array> = {};
  for (const { name, program } of declaration.metrics ?? []) {
    if (program === undefined) continue;
    const update = program as 'learn'; // the programs were checked with the run
    const read = await device.readAll(update, meanOf(name) as Programs['learn']['outputs']);
    metrics[name] = Float64Array.from({ length: device.size }, (_, slot) => {
      const [mean = Number.NaN, updates] = read.subarray(2 * slot, 2 * slot + 2);
      return updates && Math.abs(mean) <= MOST_FITNESS ? mean : Number.NaN;
    });
  }
  return metrics;
}
