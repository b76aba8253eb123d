import { type Summary, summary, withoutNaN } from '#core/statistics.ts';
import type { History } from './history.ts';
import { incremental } from './incremental.ts';

/** Spread of a metric of updates over the agents of a generation that made any; of none every number is NaN. */
export interface MetricSpread extends Summary {
  readonly generation: number;
}

/** The spread of a metric of that name in each generation of a run. */
export const createMetricSpread = (name: string): ((history: History) => readonly MetricSpread[]) =>
  incremental((history) => {
    const value: MetricSpread[] = [];
    return {
      value,
      extend(generation) {
        const values = history
          .cells(generation)
          .map(({ slot }) => history.metric(generation, slot, name));
        value.push({ generation, ...summary(withoutNaN(values)) });
      },
    };
  });
