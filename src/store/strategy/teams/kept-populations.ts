import { Damage, needFields, needInteger, needList } from '#archive/damage.ts';
import { sizeOf } from '#archive/size.ts';
import { MOST_EVALUATIONS } from '#core/strategy/plan-fields.ts';
import { intervalsOf } from '#core/strategy/strategy-config.ts';
import { MOST_ROWS } from '#core/strategy/strategy-fields.ts';
import type { SavedTeams, TeamsCheckpoint } from '#core/strategy/training-plan.ts';
import { joinedParts, putParts } from '../../library/checkpoint-parts.ts';
import type { Change } from '../../library/tables.ts';
import type { Keeping } from '../kept-runs.ts';
import type { KeptEvolution } from './kept-evolutions.ts';

/** Populations of evolutions that train next, and how far their generation is, in the library's tables. */

/** Changes that keep a checkpoint of the generation under way, in the place of the one before. */
export const checkpointChanges = (id: string, checkpoint: TeamsCheckpoint): readonly Change[] =>
  putParts('teamCheckpoints', id, checkpoint);

/** Reads the checkpoint of the generation that is under way; null: that is at its beginning. Throws a {@link Damage}. */
export async function checkpointIn(
  { tables }: Pick<Keeping, 'tables'>,
  { id, generations, plan }: KeptEvolution,
): Promise<TeamsCheckpoint | null> {
  const parts = await tables.list('teamCheckpoints', { run: id });
  if (parts.length === 0) return null;
  const read = joinedParts(parts.map(({ value }) => value));
  const { length } = generations;
  // An engine that judged teams by the runs in which they learned: no other goes on from it.
  if (read['part'] === undefined) return null;
  needInteger(read['part'], 'the run of its checkpoint', 0, MOST_EVALUATIONS);
  needInteger(read['generation'], 'the generation of its checkpoint', length, length);
  const most = intervalsOf(plan.training);
  for (const rows of needList(read['intervals'], 'the intervals of its checkpoint', most))
    needList(rows, 'an interval of its checkpoint', plan.rows);
  return read as unknown as TeamsCheckpoint; // the engine reads what is in its state
}

/** Reads the population that trains next in an evolution; null: it is at its beginning. Throws a {@link Damage}. */
export const populationIn = async (
  { tables }: Pick<Keeping, 'tables'>,
  kept: KeptEvolution,
): Promise<SavedTeams | null> => readPopulation(await tables.get('teamPopulations', kept.id), kept);

/** Reads the same of what may be anything; undefined: there is none. Throws a {@link Damage}. */
export function readPopulation(
  value: unknown,
  { generations }: Pick<KeptEvolution, 'generations'>,
): SavedTeams | null {
  if (value === undefined && generations.length === 0) return null;
  const { generation, teams, agents } = needFields(value, 'its population');
  if (generation !== generations.length)
    throw new Damage(`its population is of generation ${generation}, not ${generations.length}`);
  for (const text of needList(teams, 'its teams', MOST_ROWS))
    if (typeof text !== 'string') throw new Damage('what a team has learned is no text');
  needList(agents, 'its agents', MOST_ROWS);
  return value as SavedTeams; // the engine reads what is in it
}

/** Measures how much space an evolution takes, bytes, with its population and its checkpoint. */
export async function keptBytes(
  { tables }: Pick<Keeping, 'tables'>,
  kept: KeptEvolution,
): Promise<number> {
  const [population, parts] = await Promise.all([
    tables.get('teamPopulations', kept.id),
    tables.list('teamCheckpoints', { run: kept.id }),
  ]);
  return sizeOf([kept, population ?? null, parts]);
}
