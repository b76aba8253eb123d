import type { StoredRun } from '#archive/stored-run.ts';
import type { Catalog } from '#core/catalog.ts';
import type { RunConfig } from '#core/run-config.ts';
import type { Edit } from '#protocol/messages.ts';
import type { Lab } from '../lab/lab.ts';
import { type StoredText, storedInTab } from '../stored-text.ts';
import { createChanges } from './changes.ts';
import { createClaims } from './claims.ts';
import { createDatabase } from './database.ts';
import { PUT_AWAY } from './kept-items.ts';
import { createLibrary, type Library } from './library.ts';

/** Storage that does not answer within this, ms, keeps no visitor waiting; one who left a run here waits longer. */
const PATIENCE = 1500;
const PATIENCE_HERE = 15_000;

/** The library that all tabs of this browser share. */
export function createBrowserLibrary(): Library {
  const channel = new BroadcastChannel('evolution-playground library');
  return createLibrary(createDatabase(), createClaims(), createChanges(channel));
}

/** The run that a tab shows, and whether that is paused. */
const SHOWN = storedInTab('evolution-playground run');
const PAUSED = storedInTab('evolution-playground paused');
/** After a change of status, ms. A page that is left remembers at once. */
const SETTLED_MS = 1000;

/**
 * Remembers which run this tab shows, and whether it is paused: after a reload it alone goes on with one that is more
 * than its settings, and as it was.
 */
export function rememberShown(lab: Pick<Lab, 'store'>): () => void {
  const remember = (stored: StoredText, value: string) => {
    if (stored.read() !== value) stored.write(value);
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const settle = () => {
    clearTimeout(timer);
    const { runId, status } = lab.store.getState();
    if (runId === null) return;
    remember(SHOWN, runId);
    remember(PAUSED, String(status.kind === 'paused'));
  };
  const stop = lab.store.subscribe(({ runId, status }, before) => {
    if (runId !== before.runId) settle();
    else if (status !== before.status) {
      // Stepping pauses and resumes a run many times in a second.
      clearTimeout(timer);
      timer = setTimeout(settle, SETTLED_MS);
    }
  });
  addEventListener('pagehide', settle);
  return () => {
    stop();
    clearTimeout(timer);
    removeEventListener('pagehide', settle);
  };
}

/** A run that was left. */
export interface Left {
  readonly run: StoredRun;
  /** State in which this tab was left: it ran or was paused; `elsewhere`: another tab showed it. */
  readonly how: 'running' | 'paused' | 'elsewhere';
}

export type LeftRuns = ReturnType<typeof leftRunsOf>;

/** Runs that were left, to be gone on with; none is found where storage is slow or closed. */
export const leftRunsOf = (library: Library) => ({
  /**
   * Finds the run that a configuration with edits asks for, and that this browser left and can go on with, or that this
   * tab showed when it ended.
   */
  async find(catalog: Catalog, config: RunConfig, edits: readonly Edit[]): Promise<Left | null> {
    const here = SHOWN.read();
    const patience = here === null ? PATIENCE : PATIENCE_HERE;
    const run = await inTime(library.findLeft(config, catalog, edits, here), patience);
    return run && { run, how: run.record.id === here ? howHere() : 'elsewhere' };
  },
  /** Finds the run that this tab showed, whatever has been asked for since, if it can go on here or has ended. */
  async shown(catalog: Catalog): Promise<Left | null> {
    const here = SHOWN.read();
    if (here === null) return null;
    const run = await inTime(library.loadLeft(here, catalog), PATIENCE_HERE);
    return run && { run, how: howHere() };
  },
});

const howHere = () => (PAUSED.read() === 'true' ? 'paused' : 'running');

/** Resolves to null where a record is not read in time, or cannot be read: the first write will say why. */
function inTime<T>(found: Promise<T | null>, ms: number): Promise<T | null> {
  const late = new Promise<null>((resolve) => setTimeout(resolve, ms, null));
  return Promise.race([found.catch(() => null), late]);
}

/** Deletes what was put away and never brought back. */
export const tidy = (library: Library): Promise<void> => library.purgePutAway(PUT_AWAY);
