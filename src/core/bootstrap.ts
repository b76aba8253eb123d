import { draws } from './random.ts';
import { mean, quantile } from './statistics.ts';

/** Interval of the mean of a few numbers. */
export interface Band {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 1000;
const KEY = [0x626f6f74, 0x73747261] as const; // 'boot', 'stra': equal data give equal bands

/**
 * 95 % percentile bootstrap bands of means (Efron 1979). Each row holds one number of every sample, as the fitness of
 * each run at one step; the same samples are drawn for all rows, so that a band does not tremble from row to row. Of
 * one sample the band is its value; of fewer than about five it is too narrow.
 */
export function bootstrapBands(rows: readonly (readonly number[])[]): Band[] {
  const size = rows[0]?.length ?? 0;
  if (rows.some((row) => row.length !== size))
    throw new RangeError('every row of a bootstrap must have as many numbers as the first');
  if (size < 2) return rows.map((row) => ({ mean: mean(row), low: mean(row), high: mean(row) }));
  const random = draws(KEY);
  const resamples = Array.from({ length: RESAMPLES }, () =>
    Uint16Array.from({ length: size }, () => random.integer(size)),
  );
  const means = new Float64Array(RESAMPLES);
  return rows.map((row) => {
    resamples.forEach((indices, i) => {
      let sum = 0;
      for (const index of indices) sum += row[index] as number; // index < size
      means[i] = sum / size;
    });
    return { mean: mean(row), low: quantile(means, 0.025), high: quantile(means, 0.975) };
  });
}
