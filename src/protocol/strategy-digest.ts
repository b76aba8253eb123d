import { canonicalJson } from '#core/canonical-json.ts';
import { MOST_ROWS } from '#core/strategy/strategy-fields.ts';
import { packFrame, unpackFrame } from './digest-frame.ts';
import type { DeviceReport } from './messages.ts';
import type { IntervalEvent, StrategyFinished } from './strategy-run-events.ts';

/**
 * The result of a strategy run, small enough for a link: 16 bits of the chain's hash after every interval, the hash at
 * the end, and each row's mAP in 16 bits.
 */
export interface StrategyDigest {
  /** Version of the engine that ran it. */
  readonly engine: string;
  readonly device: DeviceReport['kind'];
  /** Hash of the chain at the end, or after the last interval. */
  readonly hash: string;
  /** Reason for which the run ended; null: it was still going on. */
  readonly end: StrategyFinished['reason'] | null;
  /** True when the mAP is on the test images; else it is on those for validation, after the last interval. */
  readonly tested: boolean;
  /** Mean average precision by row, by the fast average of the weights, in [0, 1]; null: undefined. */
  readonly mAP: readonly (number | null)[];
  /** The first 16 bits of the chain's hash after each interval. */
  readonly fingerprints: readonly number[];
}

/** The code of what is undefined; the greatest share has the code below. */
const NOTHING = 65_535;
const GREATEST = NOTHING - 1;

const ENDS = ['steps', 'stopped'] as const;
const DEVICES = ['wasm', 'webgpu'] as const;

const MOST_INTERVALS = 2000;

/** Digests what there is of a run. Throws a RangeError without an interval. */
export function makeStrategyDigest(
  intervals: readonly IntervalEvent[],
  finished: Pick<StrategyFinished, 'tests' | 'reason' | 'hash'> | null,
  { engine, device }: Pick<StrategyDigest, 'engine' | 'device'>,
): StrategyDigest {
  const last = intervals.at(-1);
  if (!last) throw new RangeError('a digest needs at least one interval');
  return {
    engine,
    device,
    hash: finished?.hash ?? last.hash,
    end: finished?.reason ?? null,
    ...resultOf(last, finished),
    fingerprints: intervals.map(fingerprintOf),
  };
}

/** Each row's mAP as a digest holds it, on the test images where they were looked at. */
export function resultOf(
  last: IntervalEvent,
  finished: Pick<StrategyFinished, 'tests'> | null,
): Pick<StrategyDigest, 'tested' | 'mAP'> {
  const tested = finished !== null && finished.tests.length > 0;
  const shares = tested
    ? finished.tests.map(({ fast }) => fast.mAP)
    : last.rows.map(({ validation }) => validation.mAP);
  return { tested, mAP: shares.map((share) => decoded(encoded(share))) };
}

export const fingerprintOf = ({ hash }: IntervalEvent): number =>
  Number.parseInt(hash.slice(0, 4), 16);

const encoded = (share: number | null) =>
  share === null || !Number.isFinite(share)
    ? NOTHING
    : Math.round(Math.min(1, Math.max(0, share)) * GREATEST);

const decoded = (code: number) => (code === NOTHING ? null : code / GREATEST);

/**
 * A digest as a payload; its engine stands beside it in the link. The rows' codes come first, then the fingerprints,
 * high bytes before low ones in each. Throws a {@link TooLong}.
 */
export function packStrategyDigest(digest: StrategyDigest): string {
  const { device, end, hash, tested, mAP, fingerprints } = digest;
  const [count, rows] = [fingerprints.length, mAP.length];
  const header = new TextEncoder().encode(
    canonicalJson({ count, device, end, hash, rows, tested }),
  );
  const codes = [...mAP.map(encoded), ...fingerprints];
  return packFrame(header, Uint8Array.from(codes.flatMap((code) => [code >> 8, code & 255])));
}

export type UnpackedStrategyDigest =
  | { readonly ok: true; readonly digest: StrategyDigest }
  | { readonly ok: false; readonly message: string };

/** Reads the payload of a digest. Never throws; its content is checked, not believed. */
export function unpackStrategyDigest(payload: string, engine: string): UnpackedStrategyDigest {
  const unpacked = unpackFrame(payload, readHeader);
  if (!unpacked.ok) return unpacked;
  const { header, numbers: rest } = unpacked;
  const { count, rows, ...facts } = header;
  if (rest.length < 2 * (rows + count)) return { ok: false, message: 'it is cut off' };
  const codes = Array.from(
    { length: rows + count },
    (_, i) => ((rest[2 * i] ?? 0) << 8) | (rest[2 * i + 1] ?? 0),
  );
  const digest = {
    engine,
    ...facts,
    mAP: codes.slice(0, rows).map(decoded),
    fingerprints: codes.slice(rows),
  };
  return { ok: true, digest };
}

/** Null where it does not hold what a header must. */
function readHeader(value: Readonly<Record<string, unknown>>) {
  const { count, rows, hash, tested } = value;
  const device = DEVICES.find((kind) => kind === value['device']);
  const end = value['end'] === null ? null : ENDS.find((kind) => kind === value['end']);
  const isRight =
    isWithin(count, MOST_INTERVALS) &&
    isWithin(rows, MOST_ROWS) &&
    typeof hash === 'string' &&
    /^[0-9a-f]{32}$/.test(hash) &&
    typeof tested === 'boolean';
  return isRight && device && end !== undefined ? { count, rows, hash, tested, device, end } : null;
}

const isWithin = (value: unknown, most: number): value is number =>
  Number.isInteger(value) && (value as number) >= 1 && (value as number) <= most; // an integer is a number
