import { type Moments, NO_MOMENTS, withValue } from '#core/moments.ts';
import { FEATURES } from './features.ts';

/**
 * Brings features to mean 0 and deviation 1 as they have been so far, and those that are shares as they would be were all
 * shares equally likely: how far a run has come, or how good it is, is then the same number whenever it is asked for.
 * Plain data.
 */
export interface Normaliser {
  /** Moments of each feature. */
  readonly moments: readonly Moments[];
  /** True when it learns no more, as where a trained controller is tested. */
  readonly isFrozen: boolean;
}

/** Furthest that a feature lies from 0. */
const REACH = 3;

export const freshNormaliser = (): Normaliser => ({
  moments: FEATURES.map(() => NO_MOMENTS),
  isFrozen: false,
});

/** The normaliser after one more value of each feature; unknown values are left out, and a frozen one stays as it is. */
export function withFeatures(
  normaliser: Normaliser,
  features: readonly (number | null)[],
): Normaliser {
  if (normaliser.isFrozen) return normaliser;
  const moments = normaliser.moments.map((each, at) => {
    const value = features[at] ?? null;
    return value === null ? each : withValue(each, value);
  });
  return { moments, isFrozen: false };
}

/** A feature in standard deviations from its mean, in [−3, 3]; 0 where it is unknown or has never varied. */
export function normalised({ moments }: Normaliser, at: number, value: number | null): number {
  if (value !== null && FEATURES[at]?.isShare) return (value - 0.5) * Math.sqrt(12);
  const { count, mean, squares } = moments[at] ?? NO_MOMENTS;
  const deviation = Math.sqrt(squares / Math.max(1, count));
  // variation by rounding alone is none
  if (value === null || deviation <= 1e-9 * Math.max(1, Math.abs(mean))) return 0;
  return Math.max(-REACH, Math.min(REACH, (value - mean) / deviation));
}
