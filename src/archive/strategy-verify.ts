import { counted } from '#core/counted.ts';
import { fingerprintOf, resultOf, type StrategyDigest } from '#protocol/strategy-digest.ts';
import type { IntervalEvent, StrategyFinished } from '#protocol/strategy-run-events.ts';
import type { Verdict } from './verify.ts';

/** Share by which mAP may differ in runs that are similar: about twice what another seed makes. */
const SIMILAR_MAP = 0.03;

/** Comparison of a strategy run with the sender's, over the intervals that both have. */
export interface StrategyComparison {
  /** Intervals compared, of so many that the sender's run has. */
  readonly compared: number;
  readonly sent: number;
  /** The first interval that is not the same, from 0; null: all are. */
  readonly differsFrom: number | null;
  /** The largest difference of a row's mAP at the end, as a share; null before, or where one is undefined. */
  readonly apart: number | null;
  readonly verdict: Verdict | null;
}

/** Compares interval by interval, by the fingerprints of the chain, and at the end by each row's mAP and the whole hash. */
export function compareStrategies(
  digest: StrategyDigest,
  intervals: readonly IntervalEvent[],
  finished: StrategyFinished | null,
): StrategyComparison {
  const sent = digest.fingerprints.length;
  const compared = Math.min(sent, intervals.length);
  const last = intervals[sent - 1];
  const isEnd = last !== undefined && (digest.end === null || finished !== null);
  const hash = digest.end === null ? last?.hash : finished?.hash;
  const at = digest.fingerprints.findIndex((fingerprint, i) => {
    const event = intervals[i];
    return event !== undefined && fingerprintOf(event) !== fingerprint;
  });
  const differsFrom = at >= 0 ? at : isEnd && hash !== digest.hash ? sent - 1 : null;
  const apart = isEnd ? apartOf(digest, last, finished) : null;
  const isAlike = apart !== null && apart <= SIMILAR_MAP;
  const verdict = differsFrom === null ? 'identical' : isAlike ? 'similar' : 'different';
  return { compared, sent, differsFrom, apart, verdict: compared === 0 ? null : verdict };
}

function apartOf(
  digest: StrategyDigest,
  last: IntervalEvent,
  finished: StrategyFinished | null,
): number | null {
  const { mAP, tested } = resultOf(last, digest.tested ? finished : null);
  if (tested !== digest.tested) return null;
  return mAP.reduce<number | null>((most, share, row) => {
    const sent = digest.mAP[row] ?? null;
    if (most === null || (share === null) !== (sent === null)) return null;
    return Math.max(most, Math.abs((share ?? 0) - (sent ?? 0)));
  }, 0);
}

/** Says in a sentence or two how a run compares with the sender's. `isOver`: no more intervals will come. */
export function strategyVerdictWords(comparison: StrategyComparison, isOver: boolean): string {
  const { compared, sent, differsFrom, apart, verdict } = comparison;
  const isWhole = compared === sent;
  switch (verdict) {
    case null:
      return 'Nothing to compare yet.';
    case 'identical':
      if (isWhole) return `Identical, bit for bit, in all ${counted(sent, 'interval')}.`;
      return isOver
        ? `Identical in ${counted(compared, 'interval')}, where this run ended; the sender’s has ${sent}.`
        : `Identical so far: ${compared} of ${counted(sent, 'interval')}.`;
    case 'similar':
    case 'different': {
      const from = `the difference begins in interval ${(differsFrom ?? 0) + 1}`;
      if (apart === null && !isOver) return `Not the same bits so far: ${from}.`;
      const how = verdict === 'similar' ? 'Similar' : 'Different';
      const rule = `at most ${SIMILAR_MAP * 100} make runs similar`;
      const most =
        apart === null
          ? ''
          : ` The rows’ mAP is up to ${(apart * 100).toFixed(1)} points apart (${rule}).`;
      return `${how}, not the same bits: ${from}.${most}`;
    }
    default:
      return verdict satisfies never;
  }
}
