export const TABLES = [
  'runs',
  'generations',
  'checkpoints',
  'champions',
  'freezer',
  'results',
  'strategies',
  'strategyIntervals',
  'strategyCheckpoints',
  'strategyExperiments',
  'ownImages',
  'ownImageParts',
  'teamEvolutions',
  'teamPopulations',
  'teamCheckpoints',
  'trainedTeams',
] as const;
export type Table = (typeof TABLES)[number];

/** An id, or the id of a run, or of images, and the place of one of its many records. */
export type Key = string | readonly [run: string, index: number];

export interface Row {
  readonly key: Key;
  readonly value: unknown;
}

/** Records of one run, from one index up to and without another; all of them if none are named. */
export interface Within {
  readonly run: string;
  readonly from?: number;
  readonly to?: number;
}

export type Change =
  | { readonly kind: 'put'; readonly table: Table; readonly key: Key; readonly value: unknown }
  /** Puts these fields into a record and leaves its others as they are; nothing where there is no record. */
  | {
      readonly kind: 'merge';
      readonly table: Table;
      readonly key: Key;
      readonly fields: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'delete'; readonly table: Table; readonly key: Key }
  /** Deletes records of one run. */
  | { readonly kind: 'clear'; readonly table: Table; readonly within: Within };

export type Put = Extract<Change, { readonly kind: 'put' }>;

export const put = (table: Table, key: Key, value: unknown): Put => ({
  kind: 'put',
  table,
  key,
  value,
});

/**
 * Tables of records by key. Records may have been damaged since they were written: readers check them.
 * Every promise rejects with the DOMException that the browser gives, as a QuotaExceededError when the disk is full.
 */
export interface Tables {
  /** Undefined where there is none. */
  get(table: Table, key: Key): Promise<unknown>;
  /** Lists rows in order of key. */
  list(table: Table, within?: Within): Promise<readonly Row[]>;
  /** All changes, in order, or none of them. Settles when they are on the disk. */
  write(changes: readonly Change[]): Promise<void>;
}
