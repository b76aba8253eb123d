import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { RunRecord } from '#archive/run-record.ts';
import type { Catalog } from '#core/catalog.ts';
import type { RunCurve } from '#store/compare/run-curve.ts';
import type { RunQueue } from '#store/compare/run-queue.ts';
import type { Library } from '#store/library/library.ts';
import { historyOf } from '#store/library/stored-history.ts';
import { useLibrary } from '../library/library-context.ts';
import { useHistory, useLabState } from '../shell/lab-context.ts';

/** A run that was asked for and cannot be shown, and why. */
interface Missing {
  readonly id: string;
  readonly message: string;
}

export interface Curves {
  readonly curves: readonly RunCurve[];
  readonly missing: readonly Missing[];
  /** Runs that are still being read. */
  readonly waiting: number;
}

type Read =
  | { readonly kind: 'read'; readonly curve: RunCurve }
  | ({ readonly kind: 'missing' } & Missing);

/** The curves of runs: of the queue's and the lab's as they grow, of all others as the library has them. `given`: those of results. */
export function useCurves(
  ids: readonly string[],
  records: readonly RunRecord[],
  queue: RunQueue,
  given: ReadonlyMap<string, RunCurve>,
): Curves {
  const library = useLibrary();
  const catalog = useLabState((state) => state.catalog);
  const own = useLabState((state) => state.runId);
  const { history, version } = useHistory();
  const grown = useStore(queue.store, (state) => state.version);
  const [read, setRead] = useState<ReadonlyMap<string, Read>>(new Map());

  const isLive = (id: string) => id === own || given.has(id) || queue.growing(id) !== null;
  // A run that another tab goes on with is read again when it has ended.
  const wanted = ids
    .filter((id) => !isLive(id))
    .map((id) => `${id} ${records.find((record) => record.id === id)?.end ?? ''}`)
    .join();
  useEffect(() => {
    if (!catalog || wanted === '') return;
    let current = true;
    void (async () => {
      for (const key of wanted.split(',')) {
        if (!current) return;
        const found = await readCurve(library, catalog, key.split(' ')[0] ?? '');
        if (current)
          setRead((before) => (before.has(key) ? before : new Map(before).set(key, found)));
      }
    })();
    return () => {
      current = false;
    };
  }, [library, catalog, wanted]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the versions say that live runs have grown.
  return useMemo(() => {
    const keys = new Map(wanted.split(',').map((key) => [key.split(' ')[0] ?? '', key]));
    const found = ids.map((id): Read | null => {
      const curve = given.get(id);
      if (curve) return { kind: 'read', curve };
      const live = queue.growing(id);
      if (live) return { kind: 'read', curve: { ...live } };
      const record = records.find((each) => each.id === id);
      if (id === own)
        return record && history
          ? { kind: 'read', curve: { record, summaries: history.summaries } }
          : null;
      return read.get(keys.get(id) ?? '') ?? null;
    });
    return {
      curves: found.flatMap((each) => (each?.kind === 'read' ? [each.curve] : [])),
      missing: found.flatMap((each) => (each?.kind === 'missing' ? [each] : [])),
      waiting: found.filter((each) => each === null).length,
    };
  }, [ids, records, queue, given, grown, own, history, version, read, wanted]);
}

async function readCurve(library: Library, catalog: Catalog, id: string): Promise<Read> {
  try {
    const loaded = await library.load(id, catalog);
    if (loaded.kind === 'missing')
      return { kind: 'missing', id, message: 'It is not in the library of this browser.' };
    if (loaded.kind === 'damaged') return { kind: 'missing', id, message: loaded.message };
    const { summaries } = await historyOf(loaded.run, catalog);
    return { kind: 'read', curve: { record: loaded.run.record, summaries } };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { kind: 'missing', id, message: `The library cannot be read: ${message}.` };
  }
}
