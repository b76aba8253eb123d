import { canonicalJson } from '#core/canonical-json.ts';
import { isRecord } from '#core/plain-data.ts';
import { withoutRetiredValues } from '#core/retired.ts';
import { MOST_FITNESS, maximum, withoutNaN } from '#core/statistics.ts';
import { LONGEST_HEADER, packFrame, unpackFrame } from './digest-frame.ts';
import type { DeviceReport, Edit } from './messages.ts';
import { TooLong } from './payload.ts';

/**
 * The result of a run, small enough for a link: five quantiles of every generation's fitness in 16 bits each, 16 bits
 * of every generation's hash, the hash at the end, and the edits that were made while it ran.
 */
export interface Digest {
  /** Version of the engine that ran it. */
  readonly engine: string;
  readonly device: DeviceReport['kind'];
  /** Hash of the chain after the last generation. */
  readonly hash: string;
  /** End of the run; null: it was still going on. */
  readonly end: RunEnd | null;
  readonly edits: readonly Edit[];
  readonly generations: readonly DigestGeneration[];
  /** Value of the least code. */
  readonly low: number;
  readonly high: number;
}

export type RunEnd = (typeof ENDS)[number];

export interface DigestGeneration {
  /** Minimum, lower quartile, median, upper quartile and maximum of fitness, each from 0 to 65,535; see `decoded`. */
  readonly codes: readonly number[];
  /** The first 16 bits of the chain's hash after this generation. */
  readonly fingerprint: number;
}

/** Data a digest is made of: a generation's quantiles, NaN where all agents have diverged, and its hash. */
export interface DigestSource {
  readonly min: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly max: number;
  readonly hash: string;
}

/** The code of NaN; the greatest number has the code below. */
const NOTHING = 65_535;
const GREATEST = NOTHING - 1;

const QUANTILES = 5;
const ENDS = ['generations', 'target', 'stopped'] as const;
const DEVICES = ['wasm', 'webgpu'] as const;

const MOST_GENERATIONS = 1000;
const MOST_EDITS = 2000;
/** Values that one edit changes, and characters of a path: more than there are fields, and than one has. */
const MOST_VALUES = 200;
const LONGEST_PATH = 100;
const BYTES_PER_GENERATION = 2 * (QUANTILES + 1);

/** Digests the generations of a run. Throws a RangeError without any. */
export function makeDigest(
  generations: readonly DigestSource[],
  { engine, device, end, edits }: Pick<Digest, 'engine' | 'device' | 'end' | 'edits'>,
): Digest {
  const last = generations.at(-1);
  if (!last) throw new RangeError('a digest needs at least one generation');
  const finite = generations
    .flatMap(quantilesOf)
    .filter(Number.isFinite)
    .map((value) => value + 0); // −0 is written as 0
  const low = finite.reduce((least, value) => Math.min(least, value), finite[0] ?? 0);
  const high = finite.reduce((most, value) => Math.max(most, value), finite[0] ?? 0);
  return {
    engine,
    device,
    end,
    edits,
    hash: last.hash,
    low,
    high,
    generations: generations.map((generation) => digestGeneration(generation, { low, high })),
  };
}

/** A generation as a digest of that scale holds it. */
export function digestGeneration(
  generation: DigestSource,
  { low, high }: Pick<Digest, 'low' | 'high'>,
): DigestGeneration {
  const codes = quantilesOf(generation).map((value) => {
    if (!Number.isFinite(value)) return NOTHING;
    const share = high > low ? (value - low) / (high - low) : 0;
    return Math.round(Math.min(1, Math.max(0, share)) * GREATEST);
  });
  return { codes, fingerprint: Number.parseInt(generation.hash.slice(0, 4), 16) };
}

/** The number that a code stands for. */
export const decoded = ({ low, high }: Pick<Digest, 'low' | 'high'>, code: number): number =>
  code === NOTHING ? Number.NaN : low + (code / GREATEST) * (high - low);

/** The highest fitness of the run; NaN where all agents had diverged throughout. */
export const bestOfDigest = (digest: Digest): number =>
  maximum(
    withoutNaN(digest.generations.map(({ codes }) => decoded(digest, codes.at(-1) ?? NOTHING))),
  );

const quantilesOf = ({ min, lowerQuartile, median, upperQuartile, max }: DigestSource) => [
  min,
  lowerQuartile,
  median,
  upperQuartile,
  max,
];

/**
 * A digest as a payload; its engine stands beside it in the link. Columns lie one after the other, as differences from
 * generation to generation, high bytes before low ones, which deflates well. Throws a {@link TooLong}.
 */
export function packDigest(digest: Digest): string {
  const { hash, end, device, low, high, generations } = digest;
  const count = generations.length;
  const edits = digest.edits.map(({ generation, step, values }) => [generation, step, values]);
  const text = canonicalJson({ count, device, edits, end, hash, high, low });
  const header = new TextEncoder().encode(text);
  if (edits.length > MOST_EDITS || header.length > LONGEST_HEADER)
    throw new TooLong(
      `The ${edits.length} changes that were made while the run went on are more than a link holds (${MOST_EDITS}, in ${LONGEST_HEADER} bytes).`,
    );
  const numbers = new Uint8Array(count * BYTES_PER_GENERATION);
  columnsOf(generations).forEach((column, i) => {
    const at = i * 2 * count;
    column.forEach((value, g) => {
      const change = (value - (column[g - 1] ?? 0)) & 65_535;
      numbers[at + g] = change >> 8;
      numbers[at + count + g] = change & 255;
    });
  });
  return packFrame(header, numbers);
}

const columnsOf = (generations: readonly DigestGeneration[]) => [
  ...Array.from({ length: QUANTILES }, (_, q) => generations.map(({ codes }) => codes[q] ?? 0)),
  generations.map(({ fingerprint }) => fingerprint),
];

export type UnpackedDigest =
  | { readonly ok: true; readonly digest: Digest }
  | { readonly ok: false; readonly message: string };

/** Reads the payload of a digest. Never throws; its content is checked, not believed. */
export function unpackDigest(payload: string, engine: string): UnpackedDigest {
  const unpacked = unpackFrame(payload, readHeader);
  if (!unpacked.ok) return unpacked;
  const { header, numbers: columns } = unpacked;
  if (columns.length < header.count * BYTES_PER_GENERATION)
    return { ok: false, message: 'it is cut off' };
  const { count, ...facts } = header;
  return { ok: true, digest: { engine, ...facts, generations: readColumns(columns, count) } };
}

function readColumns(bytes: Uint8Array, count: number): DigestGeneration[] {
  const columns = Array.from({ length: QUANTILES + 1 }, (_, i) => {
    const at = i * 2 * count;
    let value = 0;
    return Array.from({ length: count }, (_, g) => {
      const change = ((bytes[at + g] ?? 0) << 8) | (bytes[at + count + g] ?? 0);
      value = (value + change) & 65_535;
      return value;
    });
  });
  const fingerprints = columns.pop() ?? [];
  return fingerprints.map((fingerprint, g) => ({
    codes: columns.map((column) => column[g] ?? NOTHING),
    fingerprint,
  }));
}

type Header = Omit<Digest, 'engine' | 'generations'> & { readonly count: number };

/** Null where it does not hold what a header must. */
function readHeader(value: Readonly<Record<string, unknown>>): Header | null {
  const { count, hash, low, high } = value;
  const device = DEVICES.find((kind) => kind === value['device']);
  const end = value['end'] === null ? null : ENDS.find((kind) => kind === value['end']);
  const edits = readEdits(value['edits']);
  const isRight =
    isWithin(count, 1, MOST_GENERATIONS) &&
    typeof hash === 'string' &&
    /^[0-9a-f]{32}$/.test(hash) &&
    typeof low === 'number' &&
    typeof high === 'number' &&
    -MOST_FITNESS <= low &&
    low <= high &&
    high <= MOST_FITNESS;
  if (!isRight || !device || end === undefined || !edits) return null;
  return { count, hash, low, high, device, end, edits };
}

/** Null where one is not of the right form; whether it can be made is for the field table to say. */
function readEdits(value: unknown): readonly Edit[] | null {
  if (!Array.isArray(value) || value.length > MOST_EDITS) return null;
  const edits = value.map((entry: unknown): Edit | null => {
    if (!Array.isArray(entry) || entry.length < 3 || entry.length > 4) return null;
    const [generation, step, changed, value]: readonly unknown[] = entry;
    // Engine 1 wrote one path, and its value behind it.
    const values = entry.length === 4 ? { [String(changed)]: value } : changed;
    const isRight =
      isWithin(generation, 0, MOST_GENERATIONS) &&
      isWithin(step, 0, 1e9) &&
      isRecord(values) &&
      Object.keys(values).length <= MOST_VALUES &&
      Object.keys(values).every((path) => path.length < LONGEST_PATH);
    return isRight ? { generation, step, values } : null;
  });
  if (!edits.every((edit) => edit !== null)) return null;
  return edits.flatMap(withoutRetiredValues);
}

const isWithin = (value: unknown, lowest: number, highest: number): value is number =>
  Number.isInteger(value) && (value as number) >= lowest && (value as number) <= highest; // an integer is a number
