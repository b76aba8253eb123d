import {
  Damage,
  needDate,
  needFields,
  needInteger,
  needList,
  needOneOf,
  needText,
} from '#archive/damage.ts';
import { isRunId } from '#archive/read-run.ts';
import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import type { Birth } from '#core/lineage.ts';
import type { RunConfig } from '#core/run-config.ts';
import { planProblems } from '#core/strategy/plan-fields.ts';
import { intervalsOf } from '#core/strategy/strategy-config.ts';
import { MOST_ROWS } from '#core/strategy/strategy-fields.ts';
import type { SavedTeams, TeamGeneration, TeamsCheckpoint } from '#core/strategy/training-plan.ts';
import type { WholeTrainingPlan } from '#protocol/teams-messages.ts';
import type { Library } from '../../library/library.ts';
import type { Shelf } from '../../library/shelf.ts';
import type { Change } from '../../library/tables.ts';
import { joinedParts, putParts } from '../checkpoint-parts.ts';
import type { Keeping } from '../kept-runs.ts';

/** A generation that is over, with the time that its computing took, ms. */
export type KeptGeneration = TeamGeneration & { readonly elapsedMs: number };

/** An evolution of teams as this browser keeps it. */
export interface KeptEvolution {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Version of the engine that began it. */
  readonly engine: string;
  readonly plan: WholeTrainingPlan;
  readonly founders: readonly Birth[];
  /** A team as evolution sees it, and the evolution as a run: what the genealogy is drawn by. */
  readonly declaration: AlgorithmDeclaration;
  readonly config: RunConfig;
  /** Those that are over. */
  readonly generations: readonly KeptGeneration[];
  /** Null: it goes on. */
  readonly end: 'generations' | 'stopped' | null;
}

const MOST_GENERATIONS = 100_000;
const MOST_NETWORKS = 16;
const ENDS = ['generations', 'stopped'] as const;

export const evolutionsOf = (library: Pick<Library, 'shelf'>): Shelf<KeptEvolution> =>
  library.shelf('teamEvolutions', readEvolution);

function readEvolution(value: unknown): KeptEvolution {
  const read = needFields(value, 'the evolution');
  const { id, createdAt, engine, plan, founders, declaration, config, generations, end } = read;
  if (!isRunId(id)) throw new Damage("the evolution's id cannot be read");
  const problems = planProblems(needFields(plan, 'its plan'));
  if (problems.length > 0)
    throw new Damage(
      `its plan cannot be read: ${problems.map(({ message }) => message).join('; ')}`,
    );
  needList(needFields(declaration, 'its declaration')['networks'], 'its networks', MOST_NETWORKS);
  needFields(needFields(config, 'its settings')['hyperparameters'], 'its hyperparameters');
  needList(founders, 'its founders', MOST_ROWS);
  needList(generations, 'its generations', MOST_GENERATIONS).forEach(checkGeneration);
  return {
    id,
    createdAt: needDate(createdAt, 'when it was begun'),
    engine: needText(engine, 'its engine', 20),
    // The fields that were not checked were written by this page.
    plan: plan as WholeTrainingPlan,
    founders: founders as readonly Birth[],
    declaration: declaration as AlgorithmDeclaration,
    config: config as RunConfig,
    generations: generations as readonly KeptGeneration[],
    end: end === null ? null : needOneOf(end, 'how it ended', ENDS),
  };
}

function checkGeneration(value: unknown, at: number): void {
  const what = `generation ${at + 1}`;
  const { generation, agents, tournaments, next, births, hash } = needFields(value, what);
  if (generation !== at) throw new Damage(`${what} is missing`);
  for (const agent of needList(agents, `the teams of ${what}`, MOST_ROWS)) {
    const { genome, row } = needFields(agent, `a team of ${what}`);
    needFields(needFields(genome, `a genome of ${what}`)['hyperparameters'], 'its hyperparameters');
    needFields(row, `a row of ${what}`);
  }
  needList(tournaments, `the tournaments of ${what}`, MOST_ROWS);
  needList(next, `the teams after ${what}`, MOST_ROWS);
  needList(births, `the births after ${what}`, MOST_ROWS);
  needText(hash, `the hash of ${what}`, 64);
}

/**
 * Changes that keep an evolution, with the population that trains next where that is another one: the checkpoint of the
 * generation before is of no use any more.
 */
export const keptChanges = (kept: KeptEvolution, saved: SavedTeams | null): readonly Change[] => [
  { kind: 'put', table: 'teamEvolutions', key: kept.id, value: kept },
  ...(saved
    ? [
        { kind: 'put', table: 'teamPopulations', key: kept.id, value: saved } as const,
        clearedCheckpoint(kept.id),
      ]
    : []),
];

const clearedCheckpoint = (run: string): Change => ({
  kind: 'clear',
  table: 'teamCheckpoints',
  within: { run },
});

/** Changes that keep a checkpoint of the generation in training, in the place of the one before. */
export const checkpointChanges = (id: string, checkpoint: TeamsCheckpoint): readonly Change[] =>
  putParts('teamCheckpoints', id, checkpoint);

/** Reads the checkpoint of the generation that trains next; null: that is at its beginning. Throws a {@link Damage}. */
export async function checkpointIn(
  { tables }: Pick<Keeping, 'tables'>,
  { id, generations, plan }: KeptEvolution,
): Promise<TeamsCheckpoint | null> {
  const parts = await tables.list('teamCheckpoints', { run: id });
  if (parts.length === 0) return null;
  const read = joinedParts(parts.map(({ value }) => value));
  const { length } = generations;
  needInteger(read['generation'], 'the generation of its checkpoint', length, length);
  const most = intervalsOf(plan.training);
  for (const rows of needList(read['intervals'], 'the intervals of its checkpoint', most))
    needList(rows, 'an interval of its checkpoint', plan.rows);
  return read as unknown as TeamsCheckpoint; // the engine reads what is in its state
}

/** The population that trains next in an evolution; null: it is at its beginning. Throws a {@link Damage}. */
export async function populationIn(
  { tables }: Pick<Keeping, 'tables'>,
  { id, generations }: KeptEvolution,
): Promise<SavedTeams | null> {
  const value = await tables.get('teamPopulations', id);
  if (value === undefined && generations.length === 0) return null;
  const { generation, teams, agents } = needFields(value, 'its population');
  if (generation !== generations.length)
    throw new Damage(`its population is of generation ${generation}, not ${generations.length}`);
  for (const text of needList(teams, 'its teams', MOST_ROWS))
    if (typeof text !== 'string') throw new Damage('what a team has learned is no text');
  needList(agents, 'its agents', MOST_ROWS);
  return value as SavedTeams; // the engine reads what is in it
}

export async function deleteEvolution(library: Keeping, id: string): Promise<void> {
  await library.tables.write([
    { kind: 'delete', table: 'teamEvolutions', key: id },
    { kind: 'delete', table: 'teamPopulations', key: id },
    clearedCheckpoint(id),
  ]);
  library.changes.announce();
}
