import { checkWidth } from '#archive/check-history.ts';
import { Damage } from '#archive/damage.ts';
import { readRunRecord } from '#archive/read-run.ts';
import { configAt, LONGEST_NAME, LONGEST_NOTES, type RunRecord } from '#archive/run-record.ts';
import type { StoredRun } from '#archive/stored-run.ts';
import { canonicalJson } from '#core/canonical-json.ts';
import type { Catalog } from '#core/catalog.ts';
import { parseRunConfig } from '#core/parse-run-config.ts';
import type { RunConfig } from '#core/run-config.ts';
import type { Edit } from '#protocol/messages.ts';
import type { Changes } from './changes.ts';
import type { Claims } from './claims.ts';
import { keptItems } from './kept-items.ts';
import {
  clearCheckpoint,
  deleteRun,
  putChampion,
  putCheckpoint,
  putFounders,
  putGeneration,
  putRecord,
} from './run-tables.ts';
import { createShelf, type DamagedItem, type Shelf } from './shelf.ts';
import type { Change, Table, Tables } from './tables.ts';

export interface RunList {
  /** The newest first; runs put away left out. */
  readonly runs: readonly RunRecord[];
  readonly damaged: readonly DamagedItem[];
  /** Ids of runs that a tab, this or another, writes now. */
  readonly active: ReadonlySet<string>;
}

export type Loaded =
  | { readonly kind: 'loaded'; readonly run: StoredRun }
  /** `message` says what is wrong, as a sentence. */
  | { readonly kind: 'damaged'; readonly message: string }
  | { readonly kind: 'missing' };

/** All runs that this browser keeps. */
export interface Library {
  listRuns(): Promise<RunList>;
  /** Record of a run, without its history; null if there is none that can be read. */
  record(id: string): Promise<RunRecord | null>;
  /** A run with its whole history, checked against the catalog. Touches nothing. */
  load(id: string, catalog: Catalog): Promise<Loaded>;
  /** Puts a whole run into the library, in one piece or not at all. Throws if there is one with its id. */
  add(run: StoredRun): Promise<void>;
  rename(id: string, name: string): Promise<void>;
  /** Puts other notes in the place of a run's. */
  annotate(id: string, notes: string): Promise<void>;
  /**
   * Puts a run away; `restore` brings it back until it is purged (false: it is gone). False: a tab writes it now, nothing
   * was done.
   */
  putAway(id: string): Promise<boolean>;
  restore(id: string): Promise<boolean>;
  /** A checkpoint that the engine refuses is of no use; the run can still be looked at. */
  dropCheckpoint(id: string): Promise<void>;
  /** Drops all but the newest few checkpoints of runs that have ended: they are large, and few of these runs go on. */
  thinCheckpoints(): Promise<void>;
  /** Deletes a run for good, damaged or not. */
  purge(id: string): Promise<void>;
  /** Deletes for good what was put away at least `ms` ago; of these runs, if they are named. */
  purgePutAway(ms: number, ids?: readonly string[]): Promise<void>;
  /**
   * The newest run that can go on, would give what this configuration asks for, and is no other tab's. `here`: the run
   * that this tab showed, which comes first, and is the only one that may be more than its settings or have ended.
   */
  findLeft(
    config: RunConfig,
    catalog: Catalog,
    edits?: readonly Edit[],
    here?: string | null,
  ): Promise<StoredRun | null>;
  /** The run of this id, if it can go on here or has ended, with this engine; null if not, or if another tab has it. */
  loadLeft(id: string, catalog: Catalog): Promise<StoredRun | null>;
  /** A shelf of anything else, as of kept agents; see {@link createShelf}. */
  shelf<T extends { readonly id: string }>(table: Table, read: (value: unknown) => T): Shelf<T>;
  subscribe(listener: () => void): () => void;
  readonly tables: Tables;
  readonly claims: Claims;
  readonly changes: Changes;
}

/** Runs that have ended of which a checkpoint is kept. */
const MOST_ENDED = 4;

export function createLibrary(tables: Tables, claims: Claims, changes: Changes): Library {
  const runs = keptItems({ tables, claims, changes }, 'runs', readRunRecord, deleteRun);

  async function write(work: readonly Change[]): Promise<void> {
    await tables.write(work);
    changes.announce();
  }

  async function edit(id: string, fields: Partial<RunRecord>): Promise<void> {
    if (await runs.get(id)) await runs.edit(id, fields);
  }

  async function load(id: string, catalog: Catalog): Promise<Loaded> {
    try {
      const { loadRun } = await import('./load-run.ts');
      const run = await loadRun(tables, id);
      if (!run) return { kind: 'missing' };
      const parsed = parseRunConfig(run.record.config, catalog);
      if (parsed.ok) {
        checkWidth(run.generations, Object.keys(parsed.config.hyperparameters).length);
        return { kind: 'loaded', run };
      }
      const problems = parsed.problems.map(({ message }) => message).join(' ');
      return {
        kind: 'damaged',
        message: `Its settings cannot run here: ${problems.replace(/\.$/, '')}.`,
      };
    } catch (error) {
      if (error instanceof Damage) return { kind: 'damaged', message: `${error.message}.` };
      throw error;
    }
  }

  /** Loads a run that has ended, or has what it goes on from; null: it is neither, or damaged. */
  async function loadUsable(id: string, catalog: Catalog): Promise<StoredRun | null> {
    const loaded = await load(id, catalog);
    if (loaded.kind !== 'loaded') return null;
    const { run } = loaded;
    return run.record.end === null && !run.checkpoint ? null : run;
  }

  return {
    async listRuns() {
      const { items, ...rest } = await runs.shown();
      return { runs: items, ...rest };
    },
    load,
    record: (id) =>
      runs.get(id).then(
        (record) => record ?? null,
        (error: unknown) => {
          if (error instanceof Damage) return null;
          throw error;
        },
      ),
    async add({ record, founders, generations, checkpoint, champion }) {
      const there = await runs.get(record.id);
      if (there && there.deletedAt === null)
        throw new RangeError(`there is a run ${record.id} already`);
      await write([
        ...deleteRun(record.id), // it may have been put away
        putRecord(record),
        putFounders(record.id, founders),
        ...generations.map((event) => putGeneration(record.id, event)),
        ...(champion ? [putChampion(record.id, champion)] : []),
        ...(checkpoint ? putCheckpoint(record.id, checkpoint) : []),
      ]);
    },
    rename: (id, name) => edit(id, { name: name.trim().slice(0, LONGEST_NAME) }),
    annotate: (id, notes) => edit(id, { notes: notes.trim().slice(0, LONGEST_NOTES) }),
    putAway: runs.putAway,
    async restore(id) {
      if (!(await runs.get(id))) return false;
      await runs.restore(id);
      return true;
    },
    async dropCheckpoint(id) {
      if (!(await runs.get(id)) || !(await claims.take(id))) return;
      await write(withoutCheckpoint(id)).finally(() => claims.release(id));
    },
    async thinCheckpoints() {
      const [{ items }, active] = await Promise.all([runs.list(), claims.taken()]);
      const ended = items
        .filter(({ end, checkpoint }) => end !== null && checkpoint !== null)
        .sort((a, b) => b.updatedAt - a.updatedAt)
        .slice(MOST_ENDED)
        .filter(({ id }) => !active.has(id));
      if (ended.length > 0) await write(ended.flatMap(({ id }) => withoutCheckpoint(id)));
    },
    purge: runs.delete,
    purgePutAway: runs.purge,
    async findLeft(config, catalog, edits = [], here = null) {
      const [{ items }, active] = await Promise.all([runs.list(), claims.taken()]);
      const wanted = canonicalJson(config);
      const isShown = ({ id }: RunRecord) => id === here;
      const fitting = items
        .filter((record) => !active.has(record.id) && isUsable(record, catalog))
        .filter((record) => isShown(record) || (record.end === null && record.origin === null))
        .filter((record) => {
          const reached = record.end === null ? (record.checkpoint ?? 0) : Number.POSITIVE_INFINITY;
          const began = edits.length > 0 ? record.config : configAt(record, reached);
          return canonicalJson(began) === wanted;
        })
        .sort((a, b) => Number(isShown(b)) - Number(isShown(a)) || b.updatedAt - a.updatedAt);
      for (const { id } of fitting) {
        const run = await loadUsable(id, catalog);
        if (!run) continue;
        const { record, checkpoint } = run;
        const recorded =
          checkpoint && record.end === null
            ? [...checkpoint.edits, ...checkpoint.replay]
            : record.edits;
        if (edits.length === 0 || canonicalJson(recorded) === canonicalJson(edits)) return run;
      }
      return null;
    },
    async loadLeft(id, catalog) {
      const [record, active] = await Promise.all([runs.get(id), claims.taken()]);
      if (!record || active.has(id) || !isUsable(record, catalog)) return null;
      return loadUsable(id, catalog);
    },
    shelf: (table, read) => createShelf(tables, table, read, changes),
    subscribe: changes.subscribe,
    tables,
    claims,
    changes,
  };
}

const withoutCheckpoint = (id: string): readonly Change[] => [
  clearCheckpoint(id),
  { kind: 'merge', table: 'runs', key: id, fields: { checkpoint: null, checkpointBytes: 0 } },
];

/** Tells whether this engine made a run that is not put away, and that has ended or can go on. */
const isUsable = ({ deletedAt, engine, end, checkpoint }: RunRecord, catalog: Catalog): boolean =>
  deletedAt === null &&
  engine === catalog.engine &&
  (end !== null || (checkpoint !== null && checkpoint > 0));

/** Tells whether a run can go on as if it had never been left. */
export const isResumable = (record: RunRecord, catalog: Catalog): boolean =>
  record.end === null && isUsable(record, catalog);
