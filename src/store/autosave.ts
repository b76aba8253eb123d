import type { EngineClient } from '#protocol/client.ts';
import type { Checkpoint } from '#protocol/messages.ts';
import { paced } from './paced.ts';
import type { Shelf } from './saved-run.ts';

/** Checkpoints are large: kept at most this often, ms. */
const CHECKPOINT_MS = 2000;

/**
 * Keeps the run on a shelf while it goes on, and clears it when the run has ended. A shelf that fails (a full disk)
 * is told once, and the run goes on without it.
 */
export function autosave(
  client: Pick<EngineClient, 'listen'>,
  shelf: Shelf,
  onFailure: () => void,
): () => void {
  let run = 0;
  let failed = false;
  let newest: Checkpoint | null = null;
  const keep = (write: Promise<void>): void => {
    write.catch(() => {
      if (!failed) onFailure();
      failed = true;
    });
  };
  const checkpoints = paced(CHECKPOINT_MS, () => {
    if (newest) keep(shelf.setCheckpoint(newest));
    newest = null;
  });
  const stopListening = client.listen((event) => {
    if (event.kind === 'started') {
      run = event.run;
      newest = null;
      checkpoints.stop();
      // A run that is gone on with has no founders here: its beginning is on the shelf.
      if (event.founders.length > 0) keep(shelf.begin(event.founders));
    }
    if (event.kind === 'ready' || event.kind === 'devices') return;
    if (event.run !== run && event.kind !== 'failed') return;
    if (event.kind === 'generation') keep(shelf.addGeneration(event));
    else if (event.kind === 'checkpoint') {
      newest = event.checkpoint;
      checkpoints.soon();
    } else if (event.kind === 'finished' || (event.kind === 'failed' && event.during === 'start')) {
      newest = null;
      checkpoints.stop();
      keep(shelf.clear());
    }
  });
  return () => {
    stopListening();
    checkpoints.stop();
  };
}
