import type { Changes } from './changes.ts';
import type { Claims } from './claims.ts';
import { createShelf, type DamagedItem, type Shelf } from './shelf.ts';
import type { Change, Table, Tables } from './tables.ts';

/** Time after which what was put away, as a run that was deleted, is deleted for good, ms. */
export const PUT_AWAY = 60 * 60 * 1000;

interface Kept {
  readonly id: string;
  readonly createdAt: number;
  /** Time at which it was put away; null or absent: it was not. */
  readonly deletedAt?: number | null;
}

/** A shelf whose items can be put away, and brought back until they are deleted for good. */
export interface KeptItems<T extends Kept> extends Shelf<T> {
  /** Lists the newest first; those put away are left out. */
  shown(): Promise<{
    readonly items: readonly T[];
    readonly damaged: readonly DamagedItem[];
    /** Ids of those that a tab, this or another, writes now. */
    readonly active: ReadonlySet<string>;
  }>;
  /** Changes some of an item, whatever a writer does to the others meanwhile. */
  edit(id: string, fields: Partial<T>): Promise<void>;
  /** Resolves to false where a tab writes it now: nothing was done. */
  putAway(id: string): Promise<boolean>;
  restore(id: string): Promise<void>;
  /** Deletes for good what was put away at least `ms` ago; of these items, if they are named. */
  purge(ms: number, ids?: readonly string[]): Promise<void>;
}

/** Opens the shelf that a table is; `deletion` lists what deletes an item for good, damaged or not. */
export function keptItems<T extends Kept>(
  { tables, claims, changes }: KeptIn,
  table: Table,
  read: (value: unknown) => T,
  deletion: (id: string) => readonly Change[],
): KeptItems<T> {
  const shelf = createShelf(tables, table, read, changes);
  const write = async (work: readonly Change[]) => {
    await tables.write(work);
    changes.announce();
  };
  const merge = (id: string, fields: object) =>
    write([{ kind: 'merge', table, key: id, fields: { ...fields } }]);
  return {
    ...shelf,
    async shown() {
      const [{ items, damaged }, active] = await Promise.all([shelf.list(), claims.taken()]);
      const shown = items
        .filter(({ deletedAt = null }) => deletedAt === null)
        .sort((a, b) => b.createdAt - a.createdAt);
      return { items: shown, damaged, active };
    },
    edit: merge,
    async putAway(id) {
      if ((await claims.taken()).has(id)) return false;
      await merge(id, { deletedAt: Date.now() });
      return true;
    },
    restore: (id) => merge(id, { deletedAt: null }),
    delete: (id) => write(deletion(id)),
    async purge(ms, ids) {
      const { items } = await shelf.list();
      const old = items.filter(
        ({ id, deletedAt = null }) =>
          deletedAt !== null && deletedAt <= Date.now() - ms && (ids?.includes(id) ?? true),
      );
      if (old.length > 0) await write(old.flatMap(({ id }) => deletion(id)));
    },
  };
}

/** The tables of a library, the tabs that write them, and word of changes. */
interface KeptIn {
  readonly tables: Tables;
  readonly claims: Claims;
  readonly changes: Changes;
}
