/** Values that chi-squared exceeds with probability 0.001, by degrees of freedom from 1 (Pearson and Hartley, table 8). */
const CRITICAL = [
  10.828, 13.816, 16.266, 18.467, 20.515, 22.458, 24.322, 26.124, 27.877, 29.588, 31.264, 32.909,
  34.528, 36.123, 37.697, 39.252,
];

/**
 * Tells whether counts may come from the expected probabilities: chi-squared's p is above 0.001. No count may be of a
 * name that is not expected.
 */
export function isPlausible(
  counts: ReadonlyMap<string, number>,
  expected: Readonly<Record<string, number>>,
): boolean {
  const n = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const possible = Object.entries(expected).filter(([, probability]) => probability > 0);
  const critical = CRITICAL[possible.length - 2];
  if (critical === undefined)
    throw new RangeError(`no critical value for ${possible.length} classes`);
  if ([...counts.keys()].some((name) => !possible.some(([known]) => known === name))) return false;
  const statistic = possible.reduce((sum, [name, probability]) => {
    const mean = n * probability;
    return sum + ((counts.get(name) ?? 0) - mean) ** 2 / mean;
  }, 0);
  return statistic < critical;
}

/** Counts how often each name occurs over `n` trials. */
export function tally(n: number, trial: (i: number) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (let i = 0; i < n; i++) {
    const name = trial(i);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}
