import type { RunRecord } from '#archive/run-record.ts';
import type { Birth } from '#core/lineage.ts';
import type { Checkpoint, GenerationEvent, Individual } from '#protocol/messages.ts';
import { putParts } from './checkpoint-parts.ts';
import { type Change, type Put, put } from './tables.ts';

/** Changes that put the parts of a run into their tables. */

/** Founders stand before the first generation. */
export const FOUNDERS = -1;

export const putRecord = (record: RunRecord): Put => put('runs', record.id, record);

/** The same once it is there. Fields that a person may change meanwhile, here or in another tab, stay as they are. */
export function mergeRecord({ name: _, notes: __, deletedAt: ___, ...fields }: RunRecord): Change {
  return { kind: 'merge', table: 'runs', key: fields.id, fields };
}

export const putFounders = (run: string, founders: readonly Birth[]): Put =>
  put('generations', [run, FOUNDERS], founders);

export const putGeneration = (run: string, event: GenerationEvent): Put =>
  put('generations', [run, event.generation], event);

export const putChampion = (run: string, individual: Individual): Put =>
  put('champions', run, individual);

/** Puts a checkpoint in the place of the one before. */
export const putCheckpoint = (run: string, checkpoint: Checkpoint): readonly Change[] =>
  putParts('checkpoints', run, checkpoint);

export const clearCheckpoint = (run: string): Change => ({
  kind: 'clear',
  table: 'checkpoints',
  within: { run },
});

/** Everything that is kept of a run. */
export const deleteRun = (run: string): Change[] => [
  { kind: 'delete', table: 'runs', key: run },
  { kind: 'clear', table: 'generations', within: { run } },
  clearCheckpoint(run),
  { kind: 'delete', table: 'champions', key: run },
];
