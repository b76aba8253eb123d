import { Damage, needDate, needFields, needList, needOneOf, needText } from '#archive/damage.ts';
import { isRunId } from '#archive/read-run.ts';
import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import type { Birth } from '#core/lineage.ts';
import type { RunConfig } from '#core/run-config.ts';
import { planProblems } from '#core/strategy/plan-fields.ts';
import { MOST_ROWS } from '#core/strategy/strategy-fields.ts';
import type { SavedTeams, TeamGeneration } from '#core/strategy/training-plan.ts';
import type { WholeTrainingPlan } from '#protocol/teams-messages.ts';
import type { Library } from '../../library/library.ts';
import type { DamagedItem, Shelf } from '../../library/shelf.ts';
import type { Change } from '../../library/tables.ts';
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
  /** Generations that are over. */
  readonly generations: readonly KeptGeneration[];
  /** Null: it goes on. */
  readonly end: 'generations' | 'stopped' | null;
  /** Time at which it was put away, milliseconds since 1970; absent: it was not. */
  readonly deletedAt?: number;
}

const MOST_GENERATIONS = 100_000;
const MOST_NETWORKS = 16;
const ENDS = ['generations', 'stopped'] as const;

export const evolutionsOf = (library: Pick<Library, 'shelf'>): Shelf<KeptEvolution> =>
  library.shelf('teamEvolutions', readEvolution);

/** Reads an evolution that lay on a disk or in a file. Throws a {@link Damage}. */
export function readEvolution(value: unknown): KeptEvolution {
  const read = needFields(value, 'the evolution');
  const {
    id,
    createdAt,
    engine,
    plan,
    founders,
    declaration,
    config,
    generations,
    end,
    deletedAt,
  } = read;
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
    ...(deletedAt !== undefined && { deletedAt: needDate(deletedAt, 'when it was deleted') }),
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

const deletion = (id: string): readonly Change[] => [
  { kind: 'delete', table: 'teamEvolutions', key: id },
  { kind: 'delete', table: 'teamPopulations', key: id },
  clearedCheckpoint(id),
];

async function write({ tables, changes }: Keeping, work: readonly Change[]): Promise<void> {
  await tables.write(work);
  changes.announce();
}

/** Deletes an evolution for good, damaged or not. */
export const deleteEvolution = (library: Keeping, id: string): Promise<void> =>
  write(library, deletion(id));

/** Evolutions that this browser keeps. */
export interface EvolutionList {
  /** The newest first; those put away left out. */
  readonly evolutions: readonly KeptEvolution[];
  readonly damaged: readonly DamagedItem[];
  /** Ids of those that a tab, this or another, goes on with. */
  readonly active: ReadonlySet<string>;
}

export async function listEvolutions(library: Keeping): Promise<EvolutionList> {
  const [{ items, damaged }, active] = await Promise.all([
    evolutionsOf(library).list(),
    library.claims.taken(),
  ]);
  const evolutions = items
    .filter(({ deletedAt }) => deletedAt === undefined)
    .sort((a, b) => b.createdAt - a.createdAt);
  return { evolutions, damaged, active };
}

/** Puts an evolution away, until it is brought back or deleted for good. False: a tab goes on with it, nothing was done. */
export async function putAwayEvolution(library: Keeping, kept: KeptEvolution): Promise<boolean> {
  if ((await library.claims.taken()).has(kept.id)) return false;
  await evolutionsOf(library).put({ ...kept, deletedAt: Date.now() });
  return true;
}

export const restoreEvolution = (
  library: Keeping,
  { deletedAt: _, ...kept }: KeptEvolution,
): Promise<void> => evolutionsOf(library).put(kept);

/** Deletes for good what was put away at least `ms` ago; of these evolutions, if they are named. */
export async function purgeEvolutions(
  library: Keeping,
  ms: number,
  ids?: readonly string[],
): Promise<void> {
  const { items } = await evolutionsOf(library).list();
  const old = items.filter(
    ({ id, deletedAt }) =>
      deletedAt !== undefined && deletedAt <= Date.now() - ms && (ids?.includes(id) ?? true),
  );
  if (old.length > 0)
    await write(
      library,
      old.flatMap(({ id }) => deletion(id)),
    );
}
