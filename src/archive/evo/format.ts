/**
 * A run as one file, `NAME.evo`: a zip that any archiver opens and NumPy reads (`numpy.fromfile`).
 *
 *   manifest.json             what the run is (`run`), the names of its hyperparameters, for every other file its size in
 *                             bytes and its hash (`core/hash.ts`), and the hash of all this as canonical JSON
 *   history/COLUMN.TYPE       numbers of all evaluated generations, little-endian, one agent or generation after the other
 *   history/metrics.f64       means of what updates measured, agent by agent, in the order of the manifest's `metrics`; if any
 *   history/games.json        games by which champions were measured, by generation, null where none were; if any
 *   history/hashes.txt        hash chain, a line per generation
 *   lineage.json              every agent's birth: parent, generation, mutation
 *   champion.json, .bin       the champion's genome and weights, if they were kept
 *   checkpoint.json, .bin     what an unfinished run needs to go on
 *
 * A `.bin` holds the typed arrays of the `.json` beside it, in order; `{"lifted array": 3}` stands where the fourth was.
 */

export const FORMAT = 'evolution-playground run';

/** Raised when older pages could no longer read the files. */
export const EVO_VERSION = 1;

export const MANIFEST = 'manifest.json';
export const LINEAGE = 'lineage.json';
export const HASHES = 'history/hashes.txt';
/** [C × M], NaN where there is none; missing where nothing was measured, as in files of before it was. */
export const METRICS = 'history/metrics.f64';

/** A list by generation; missing where no games were played. */
export const GAMES = 'history/games.json';

/** Largest whole file, before and after unpacking, bytes. A run of 64 agents and 500 generations has a hundredth. */
export const MOST_PACKED = 256e6;
export const MOST_UNPACKED = 400e6;
export const MOST_FILES = 40;

const COLUMN_TYPES = { i32: Int32Array, f64: Float64Array, u8: Uint8Array } as const;
export type ColumnType = keyof typeof COLUMN_TYPES;

/** Columns of the history: [G] per generation, [C] per agent and generation. */
export const COLUMNS = {
  /** [G] agents. */
  sizes: 'i32',
  /** [G] environment steps and computing time so far. */
  steps: 'f64',
  elapsedMs: 'f64',
  /** [C] */
  ids: 'i32',
  fitness: 'f64',
  parameters: 'i32',
  diverged: 'u8',
  /** [C × H] */
  hyperparameters: 'f64',
  /** One after the other: generation, slot of the winner, how many were drawn, their slots. */
  tournaments: 'i32',
  /** Agents that were to live next when the history ends; none if the run has ended. */
  next: 'i32',
} as const satisfies Record<string, ColumnType>;

export type ColumnName = keyof typeof COLUMNS;
export type Columns = {
  readonly [Name in ColumnName]: InstanceType<(typeof COLUMN_TYPES)[(typeof COLUMNS)[Name]]>;
};

/**
 * Bytes that each file may unpack to: many times what the largest run has, and few enough to be read. A file that is
 * not named here is none of a run's.
 */
const MOST_OF: Readonly<Record<string, number>> = {
  [MANIFEST]: 4e6,
  [HASHES]: 100_000,
  [GAMES]: 16e6,
  [LINEAGE]: 64e6,
  'champion.json': 1e6,
  'champion.bin': 64e6,
  'checkpoint.json': 32e6,
  'checkpoint.bin': MOST_UNPACKED,
};
const MOST_OF_COLUMN = 64e6;

/** Null for a file that is none of a run's. */
export function mostBytes(name: string): number | null {
  if (Object.hasOwn(MOST_OF, name)) return MOST_OF[name] ?? null;
  const isColumn = name === METRICS || COLUMN_NAMES.some((column) => columnFile(column) === name);
  return isColumn ? MOST_OF_COLUMN : null;
}

export const COLUMN_NAMES = Object.keys(COLUMNS) as ColumnName[];
export const columnFile = (name: ColumnName): string => `history/${name}.${COLUMNS[name]}`;

/** The bytes of numbers, without a copy. */
export const bytesOf = (array: ArrayBufferView): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

/** Numbers of a kind from bytes; a RangeError if they are no whole number of them. */
export function numbersOf(
  type: ColumnType,
  bytes: Uint8Array,
): Int32Array | Float64Array | Uint8Array {
  return new COLUMN_TYPES[type](bytes.slice().buffer);
}
