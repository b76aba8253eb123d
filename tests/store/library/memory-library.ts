import { isRecord } from '#core/plain-data.ts';
import { createChanges } from '#store/library/changes.ts';
import type { Claims } from '#store/library/claims.ts';
import { createLibrary, type Library } from '#store/library/library.ts';
import type { Change, Key, Row, Table, Tables, Within } from '#store/library/tables.ts';

/** Tables that last as long as a test, and the disk beneath them, to be damaged. */
export interface MemoryTables extends Tables {
  /** Rows by table and key as JSON. */
  readonly disk: Map<string, unknown>;
  /** Every write fails with this, until it is null again. */
  failure: DOMException | null;
  /** Time that a write takes, ms. */
  delayMs: number;
}

const addressOf = (table: Table, key: Key) => JSON.stringify([table, key]);

export function createMemoryTables(): MemoryTables {
  const disk = new Map<string, unknown>();
  const rows = (table: Table, within?: Within): Row[] =>
    [...disk]
      .map(([address, value]) => ({ address: JSON.parse(address) as [Table, Key], value }))
      .filter(({ address: [name, key] }) => name === table && (!within || contains(within, key)))
      .map(({ address: [, key], value }) => ({ key, value: structuredClone(value) }))
      .sort((a, b) => indexOf(a.key) - indexOf(b.key));
  const tables: MemoryTables = {
    disk,
    failure: null,
    delayMs: 0,
    get: async (table, key) => structuredClone(disk.get(addressOf(table, key))),
    list: async (table, within) => rows(table, within),
    async write(changes: readonly Change[]) {
      if (tables.failure) throw tables.failure;
      if (tables.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, tables.delayMs));
      const copies = changes.map((change) => structuredClone(change)); // all or nothing
      for (const change of copies) {
        if (change.kind === 'put') disk.set(addressOf(change.table, change.key), change.value);
        else if (change.kind === 'merge') {
          const address = addressOf(change.table, change.key);
          const record = disk.get(address);
          if (isRecord(record)) disk.set(address, { ...record, ...change.fields });
        } else if (change.kind === 'delete') disk.delete(addressOf(change.table, change.key));
        else
          for (const { key } of rows(change.table, change.within))
            disk.delete(addressOf(change.table, key));
      }
    },
  };
  return tables;
}

const indexOf = (key: Key) => (typeof key === 'string' ? 0 : key[1]);

const contains = ({ run, from = -Infinity, to = Infinity }: Within, key: Key) =>
  typeof key !== 'string' && key[0] === run && key[1] >= from && key[1] < to;

/** Claims of several tabs: each call is a tab. */
export function createMemoryClaims(): () => Claims {
  const owners = new Map<string, symbol>();
  return () => {
    const tab = Symbol('tab');
    return {
      async take(run) {
        if (!owners.has(run)) owners.set(run, tab);
        return owners.get(run) === tab;
      },
      release(run) {
        if (owners.get(run) === tab) owners.delete(run);
      },
      taken: async () => new Set(owners.keys()),
    };
  };
}

export function createMemoryLibrary(
  tables: MemoryTables = createMemoryTables(),
  claims: Claims = createMemoryClaims()(),
): Library & { readonly tables: MemoryTables } {
  return { ...createLibrary(tables, claims, createChanges(null)), tables };
}
