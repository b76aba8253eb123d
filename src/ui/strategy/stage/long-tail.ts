/** The frequency of a rank's class as a share of the most frequent one's: exp(−ρ r / (C − 1)). */
export const shareAtRank = (longTail: number, rank: number, classes: number): number =>
  Math.exp((-longTail * rank) / Math.max(1, classes - 1));

/** The tail with which the curve goes through a point: `across` of the ranks, at a share of the highest. */
export function longTailThrough(across: number, share: number, most: number): number {
  const tail = -Math.log(Math.max(1e-9, Math.min(1, share))) / Math.max(0.05, across);
  return Math.min(most, Math.max(0, Math.round(tail * 20) / 20));
}

/** 'the rarest class is 33 times rarer than the most frequent' */
export function longTailWords(longTail: number): string {
  const times = Math.exp(longTail);
  if (times < 1.05) return 'all classes are as frequent';
  const told = times < 10 ? times.toFixed(1) : String(Math.round(times));
  return `the rarest class is ${told} times rarer than the most frequent`;
}
