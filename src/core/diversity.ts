import { exp, log } from './maths.ts';

/** Shannon entropy of a distribution by its counts, in nats. NaN of nothing. */
export function entropy(counts: Iterable<number>): number {
  const positive = [...counts].filter((count) => count > 0);
  const total = positive.reduce((sum, count) => sum + count, 0);
  if (total === 0) return NaN;
  return positive.reduce((sum, count) => sum - (count / total) * log(count / total), 0);
}

/**
 * Number of equally common kinds that would be as diverse as a distribution: the Hill number of order 1, the
 * exponential of its entropy (Jost 2006, "Entropy and diversity").
 */
export const effectiveNumber = (counts: Iterable<number>): number => exp(entropy(counts));

/** Counts how often each value occurs. */
export function countsOf<T>(values: Iterable<T>): Map<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
