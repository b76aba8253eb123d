import type { Birth } from '#core/lineage.ts';
import type { Checkpoint, GenerationEvent, Individual } from '#protocol/messages.ts';
import type { RunRecord } from './run-record.ts';

/** A run with everything that is kept of it. */
export interface StoredRun {
  readonly record: RunRecord;
  readonly founders: readonly Birth[];
  /** All that the record counts, in their order. */
  readonly generations: readonly GenerationEvent[];
  /** Null: there is none, and the run can only be looked at. */
  readonly checkpoint: Checkpoint | null;
  /** The fittest agent of the run as it was then; null: it is not kept. */
  readonly champion: Individual | null;
  /** Says what is wrong with the kept checkpoint; null: nothing is. */
  readonly problem: string | null;
}
