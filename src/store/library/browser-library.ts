import type { Catalog } from '#core/catalog.ts';
import type { RunConfig } from '#core/run-config.ts';
import type { Edit } from '#protocol/messages.ts';
import type { Lab } from '../lab.ts';
import { createChanges } from './changes.ts';
import { createClaims } from './claims.ts';
import { createDatabase } from './database.ts';
import { createLibrary, type Library } from './library.ts';
import type { StoredRun } from './load-run.ts';

/** Storage that does not answer within this, ms, keeps no visitor waiting. */
const PATIENCE = 1500;
/** What was put away is gone for good after this, ms. */
const PUT_AWAY = 60 * 60 * 1000;

/** The library that all tabs of this browser share. */
export function createBrowserLibrary(): Library {
  const channel = new BroadcastChannel('evolution-playground library');
  return createLibrary(createDatabase(), createClaims(), createChanges(channel));
}

/** Under which a tab remembers the run that it shows. */
const SHOWN = 'evolution-playground run';

/** Remembers which run this tab shows: after a reload it alone goes on with one that is more than its settings. */
export function rememberShown(lab: Pick<Lab, 'store'>): () => void {
  return lab.store.subscribe(({ runId }, before) => {
    if (runId !== null && runId !== before.runId) sessionStorage.setItem(SHOWN, runId);
  });
}

/** The run that this browser left and can go on with; null if there is none, or if storage is slow or closed. */
export async function findLeft(
  library: Library,
  catalog: Catalog,
  config: RunConfig,
  edits: readonly Edit[],
): Promise<StoredRun | null> {
  const here = sessionStorage.getItem(SHOWN);
  const late = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE, null));
  // What cannot be read is as good as not there: the first write will say why.
  const found = library.findUnfinished(config, catalog, edits, here).catch(() => null);
  return Promise.race([found, late]);
}

/** Deletes what was put away and never brought back. */
export const tidy = (library: Library): Promise<void> => library.purgePutAway(PUT_AWAY);
