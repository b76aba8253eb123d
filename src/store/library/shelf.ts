import { Damage } from '#archive/damage.ts';
import type { Changes } from './changes.ts';
import { type Change, put, type Table, type Tables } from './tables.ts';

/** An item that a shelf cannot read any more. */
export interface DamagedItem {
  readonly id: string;
  /** The problem, as a sentence. */
  readonly message: string;
}

/** Things of one kind by id, kept in the browser. */
export interface Shelf<T extends { readonly id: string }> {
  /** Undefined: there is none. Rejects with a {@link Damage} if it cannot be read any more. */
  get(id: string): Promise<T | undefined>;
  list(): Promise<{ readonly items: readonly T[]; readonly damaged: readonly DamagedItem[] }>;
  put(item: T): Promise<void>;
  delete(id: string): Promise<void>;
  /** Called when something on the shelf has changed, here or in another tab; the returned function ends it. */
  subscribe(listener: () => void): () => void;
}

/**
 * The shelf that a table is. `read` gives a checked value or throws a {@link Damage}: others may have changed the disk.
 */
export function createShelf<T extends { readonly id: string }>(
  tables: Tables,
  table: Table,
  read: (value: unknown) => T,
  changes: Changes,
): Shelf<T> {
  const write = async (change: Change) => {
    await tables.write([change]);
    changes.announce();
  };
  return {
    async get(id) {
      const value = await tables.get(table, id);
      return value === undefined ? undefined : read(value);
    },
    async list() {
      const items: T[] = [];
      const damaged: DamagedItem[] = [];
      for (const { key, value } of await tables.list(table)) {
        try {
          items.push(read(value));
        } catch (error) {
          if (!(error instanceof Damage)) throw error;
          damaged.push({ id: String(key), message: error.message });
        }
      }
      return { items, damaged };
    },
    put: (item) => write(put(table, item.id, item)),
    delete: (id) => write({ kind: 'delete', table, key: id }),
    subscribe: changes.subscribe,
  };
}
