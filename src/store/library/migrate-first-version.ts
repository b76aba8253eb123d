import type { IDBPDatabase, IDBPTransaction } from 'idb';
import { advance, beginRecord } from '#archive/run-record.ts';
import type { Birth } from '#core/lineage.ts';
import type { Checkpoint, GenerationEvent } from '#protocol/messages.ts';
import { putLifted } from './checkpoint-parts.ts';
import { putFounders, putGeneration, putRecord } from './run-tables.ts';
import type { Put } from './tables.ts';

/** Data that version 1 kept of its only run. */
interface OldRun {
  readonly token: string;
  readonly founders: readonly Birth[];
  /** Edits were inside its state, and the configuration before them was not kept. */
  readonly checkpoint: Pick<Checkpoint, 'engine' | 'config' | 'generation' | 'state'>;
}

interface OldGeneration {
  readonly token: string;
  readonly event: GenerationEvent;
}

type Upgrade = IDBPTransaction<unknown, string[], 'versionchange'>;

/** Takes the one run of version 1 over. An old database that cannot be read gives an empty library. */
export function migrateFirstVersion(
  database: IDBPDatabase,
  transaction: Upgrade,
  createTables: () => void,
): void {
  const old = Promise.all([
    transaction.objectStore('run').get('last') as Promise<OldRun | undefined>,
    transaction.objectStore('generations').getAll() as Promise<OldGeneration[]>,
    transaction.objectStore('arrays').getAll() as Promise<ArrayBufferView[][]>,
  ]);
  old
    .then(([run, generations, arrays]) => {
      for (const name of ['run', 'generations', 'arrays']) database.deleteObjectStore(name);
      createTables();
      if (!run) return;
      const own = generations.filter(({ token }) => token === run.token).map(({ event }) => event);
      for (const { table, key, value } of changesOf(run, own, arrays.flat()))
        void transaction.objectStore(table).put(value, key as IDBValidKey);
    })
    .catch(() => transaction.abort());
}

function changesOf(
  { token, founders, checkpoint: old }: OldRun,
  generations: readonly GenerationEvent[],
  arrays: readonly ArrayBufferView[],
): Put[] {
  const { config, engine } = old;
  const checkpoint: Checkpoint = { ...old, initial: config, edits: [], replay: [] };
  const now = Date.now();
  const ordered = generations
    .filter(({ generation }) => generation < checkpoint.generation)
    .sort((a, b) => a.generation - b.generation);
  const begun = beginRecord({ id: token, config, preset: null, engine, device: null, now });
  const record = ordered.reduce((before, event) => advance(before, event, now), begun);
  return [
    putRecord(advance(record, { kind: 'checkpoint', run: 0, checkpoint }, now)),
    putFounders(token, founders),
    ...ordered.map((event) => putGeneration(token, event)),
    ...putLifted('checkpoints', token, checkpoint, arrays),
  ];
}
