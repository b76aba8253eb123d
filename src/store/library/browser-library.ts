import type { Catalog } from '#core/catalog.ts';
import type { RunConfig } from '#core/run-config.ts';
import type { Edit } from '#protocol/messages.ts';
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

/** The run that this browser left and can go on with; null if there is none, or if storage is slow or closed. */
export async function findLeft(
  library: Library,
  catalog: Catalog,
  config: RunConfig,
  edits: readonly Edit[],
): Promise<StoredRun | null> {
  const late = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE, null));
  // What cannot be read is as good as not there: the first write will say why.
  return Promise.race([library.findUnfinished(config, catalog, edits).catch(() => null), late]);
}

/** Deletes what was put away and never brought back. */
export const tidy = (library: Library): Promise<void> => library.purgeOlder(PUT_AWAY);
