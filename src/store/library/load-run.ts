import { checkLineage } from '#archive/check-history.ts';
import { Damage, needFields, needInteger } from '#archive/damage.ts';
import { needPlainState } from '#archive/plain-state.ts';
import { readBirths } from '#archive/read-births.ts';
import { checkCheckpoint } from '#archive/read-checkpoint.ts';
import { readGeneration } from '#archive/read-generation.ts';
import { checkChampion } from '#archive/read-individual.ts';
import { readRunRecord } from '#archive/read-run.ts';
import { highest, type RunRecord } from '#archive/run-record.ts';
import type { StoredRun } from '#archive/stored-run.ts';
import type { Checkpoint, GenerationEvent } from '#protocol/messages.ts';
import { joinedParts } from './checkpoint-parts.ts';
import { FOUNDERS } from './run-tables.ts';
import type { Tables } from './tables.ts';

/** Generations read at once: the page may do something else between two portions. */
const PORTION = 50;

/** Reads a run; null if there is none. Throws a {@link Damage} where what is there is not a run. */
export async function loadRun(tables: Tables, id: string): Promise<StoredRun | null> {
  const found = await tables.get('runs', id);
  if (found === undefined) return null;
  const record = readRunRecord(found);
  if (record.id !== id) throw new Damage(`the run ${id} says that it is ${record.id}`);
  const founders = readBirths(await tables.get('generations', [id, FOUNDERS]), 'the founders');
  const generations: GenerationEvent[] = [];
  while (generations.length < record.generations) {
    const from = generations.length;
    const to = Math.min(from + PORTION, record.generations);
    const rows = await tables.list('generations', { run: id, from, to });
    if (rows.length !== to - from)
      throw new Damage(`generations ${from} to ${to - 1} are not all there`);
    for (const { value } of rows) generations.push(readGeneration(value, generations.length));
  }
  checkLineage(founders, generations);
  const champion =
    record.champion && checkChampion(await tables.get('champions', record.id), record);
  const shown = { record: agreeing(record, generations), founders, generations, champion };
  try {
    return { ...shown, checkpoint: await loadCheckpoint(tables, record), problem: null };
  } catch (error) {
    if (!(error instanceof Damage)) throw error;
    return { ...shown, checkpoint: null, problem: `${error.message}.` };
  }
}

/** The record, with what its generations say better. A run that went back and was left holds the hash of what it left. */
function agreeing(record: RunRecord, generations: readonly GenerationEvent[]): RunRecord {
  const last = generations.at(-1);
  if (!last) return record;
  const { hash, steps, elapsedMs } = last;
  if (record.end !== null && record.hash !== hash)
    throw new Damage("the run's hash is not that of its last generation");
  return {
    ...record,
    best: generations.map(({ fitness }) => highest(fitness)),
    hash,
    steps,
    elapsedMs,
  };
}

async function loadCheckpoint(tables: Tables, record: RunRecord): Promise<Checkpoint | null> {
  if (record.checkpoint === null) return null;
  const rows = await tables.list('checkpoints', { run: record.id });
  const parts = rows.map(({ value }) => value);
  const { state } = needFields(parts[0], 'the checkpoint');
  needPlainState(state, 'the checkpoint'); // no circles: it can be walked through
  const checkpoint = checkCheckpoint(joinedParts(parts), record);
  needInteger(
    checkpoint.generation,
    "the checkpoint's generation",
    record.checkpoint,
    record.checkpoint,
  );
  return checkpoint;
}
