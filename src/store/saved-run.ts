import { canonicalJson } from '#core/canonical-json.ts';
import type { Catalog } from '#core/catalog.ts';
import type { Birth } from '#core/lineage.ts';
import type { RunConfig } from '#core/run-config.ts';
import type { Checkpoint, GenerationEvent } from '#protocol/messages.ts';

/** A run that did not end: what the engine needs to go on, and what the page needs to show what was before. */
export interface SavedRun {
  readonly founders: readonly Birth[];
  /** All generations before the checkpoint. */
  readonly generations: readonly GenerationEvent[];
  readonly checkpoint: Checkpoint;
}

/** Where the run of this page is kept for after a reload or a crash. One run; a new one takes its place. */
export interface Shelf {
  /** Null: there is none, or what there is cannot be used. */
  load(): Promise<SavedRun | null>;
  begin(founders: readonly Birth[]): Promise<void>;
  addGeneration(event: GenerationEvent): Promise<void>;
  setCheckpoint(checkpoint: Checkpoint): Promise<void>;
  clear(): Promise<void>;
}

/** Whether a run that was asked for is the saved one, so that going on gives what beginning anew would. */
export function isSameRun(saved: SavedRun, config: RunConfig, catalog: Catalog): boolean {
  const { checkpoint } = saved;
  return (
    checkpoint.generation > 0 &&
    checkpoint.engine === catalog.engine &&
    canonicalJson(checkpoint.config) === canonicalJson(config)
  );
}

/** The generations before a checkpoint in their order; null if one is missing. */
export function completeGenerations(
  events: readonly GenerationEvent[],
  { generation: count }: Checkpoint,
): readonly GenerationEvent[] | null {
  const before = events
    .filter(({ generation }) => generation < count)
    .sort((a, b) => a.generation - b.generation);
  const isComplete = before.length === count && before.every((event, i) => event.generation === i);
  return isComplete ? before : null;
}
