import type { SavedTeams, TeamsCheckpoint } from '#core/strategy/training-plan.ts';
import type { Change } from '../../library/tables.ts';
import type { Keeping } from '../kept-runs.ts';
import { type KeptEvolution, keptChanges } from './kept-evolutions.ts';
import { checkpointChanges } from './kept-populations.ts';

/** Writes evolutions, one write after the other. */
interface EvolutionWriter {
  /** Keeps an evolution; `saved`: with another population, whose generation is at its beginning. */
  keep(kept: KeptEvolution, saved: SavedTeams | null): void;
  /** Keeps a checkpoint; one that waits to be written gives way to it. */
  checkpoint(id: string, checkpoint: TeamsCheckpoint): void;
}

/** Opens a writer; `onFailure` is told what cannot be kept, while the evolution goes on. */
export function createEvolutionWriter(
  { tables, changes }: Pick<Keeping, 'tables' | 'changes'>,
  onFailure: (error: unknown) => void,
): EvolutionWriter {
  let writing: Promise<void> = Promise.resolve();
  let waiting: { readonly id: string; readonly checkpoint: TeamsCheckpoint } | null = null;

  function write(work: () => readonly Change[], isTold: boolean): void {
    writing = writing
      .then(async () => {
        const now = work();
        if (now.length > 0) await tables.write(now);
        if (isTold) changes.announce();
      })
      .catch(onFailure);
  }

  return {
    keep(kept, saved) {
      if (saved) waiting = null; // its generation is over
      write(() => keptChanges(kept, saved), true);
    },
    checkpoint(id, checkpoint) {
      const isDue = waiting !== null;
      waiting = { id, checkpoint };
      if (isDue) return;
      write(() => {
        const now = waiting;
        waiting = null;
        return now ? checkpointChanges(now.id, now.checkpoint) : [];
      }, false);
    },
  };
}
