import { type Digest, decoded, digestGeneration } from '#protocol/digest.ts';
import type { Summary } from './summary.ts';

/** Share of generations in which the middle halves of two populations must overlap for their runs to be similar. */
export const SIMILAR_SHARE = 0.75;

/** Comparison of a run with the sender's, over the generations that both have. */
export interface Comparison {
  /** Generations compared, of so many that the sender's run has. */
  readonly compared: number;
  readonly sent: number;
  /** The first generation that is not the same; null: all are. */
  readonly differsFrom: number | null;
  /** Generations from there on, and in how many of them the middle halves overlap. */
  readonly differing: number;
  readonly overlapping: number;
  /** Verdict on what was compared; null: nothing was yet. */
  readonly verdict: Verdict | null;
}

/** Bit for bit; by their curves; neither. */
export type Verdict = 'identical' | 'similar' | 'different';

/**
 * Compares generation by generation. A generation is the same if its hash begins as the sender's does and its quantiles
 * have the sender's codes; the last one's whole hash must be the sender's.
 */
export function compare(digest: Digest, summaries: readonly Summary[]): Comparison {
  const sent = digest.generations.length;
  const compared = Math.min(sent, summaries.length);
  let differsFrom: number | null = null;
  let overlapping = 0;
  for (let generation = 0; generation < compared; generation++) {
    const summary = summaries[generation] as Summary; // generation < summaries.length
    if (differsFrom === null && !isSame(digest, generation, summary)) differsFrom = generation;
    if (differsFrom !== null && halvesOverlap(digest, generation, summary)) overlapping++;
  }
  const differing = differsFrom === null ? 0 : compared - differsFrom;
  const isAlike = overlapping >= SIMILAR_SHARE * differing;
  const verdict = differsFrom === null ? 'identical' : isAlike ? 'similar' : 'different';
  return {
    compared,
    sent,
    differsFrom,
    differing,
    overlapping,
    verdict: compared === 0 ? null : verdict,
  };
}

function isSame(digest: Digest, generation: number, summary: Summary): boolean {
  const sent = digest.generations[generation];
  const { codes, fingerprint } = digestGeneration(summary, digest);
  const isLast = generation === digest.generations.length - 1;
  return (
    sent !== undefined &&
    sent.fingerprint === fingerprint &&
    sent.codes.every((code, i) => code === codes[i]) &&
    (!isLast || digest.hash === summary.hash)
  );
}

/** Tells whether the ranges from lower to upper quartile have a value in common; those of nothing have none. */
function halvesOverlap(digest: Digest, generation: number, summary: Summary): boolean {
  const [, lower = Number.NaN, , upper = Number.NaN] =
    digest.generations[generation]?.codes.map((code) => decoded(digest, code)) ?? [];
  return lower <= summary.upperQuartile && summary.lowerQuartile <= upper;
}
