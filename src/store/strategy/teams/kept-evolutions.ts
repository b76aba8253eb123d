import { Damage, needDate, needFields, needList, needOneOf, needText } from '#archive/damage.ts';
import { isRunId } from '#archive/read-run.ts';
import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import type { Birth } from '#core/lineage.ts';
import type { RunConfig } from '#core/run-config.ts';
import { MOST_EVALUATIONS, planProblems } from '#core/strategy/plan-fields.ts';
import { MOST_ROWS } from '#core/strategy/strategy-fields.ts';
import type { SavedTeams, TeamGeneration, TrainingPlan } from '#core/strategy/training-plan.ts';
import type { WholeTrainingPlan } from '#protocol/teams-messages.ts';
import { type KeptItems, keptItems } from '../../library/kept-items.ts';
import type { Change } from '../../library/tables.ts';
import type { Keeping } from '../kept-runs.ts';

/** A generation that is over, with the time that its computing took, ms. */
export type KeptGeneration = TeamGeneration & { readonly elapsedMs: number };

/** A plan of an evolution; engines that judged teams by the runs in which they learned had no `evaluations`. */
export type KeptPlan = Omit<WholeTrainingPlan, 'evaluations'> & Pick<TrainingPlan, 'evaluations'>;

/** An evolution of teams as this browser keeps it. */
export interface KeptEvolution {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Version of the engine that began it. */
  readonly engine: string;
  readonly plan: KeptPlan;
  readonly founders: readonly Birth[];
  /** A team as evolution sees it, and the evolution as a run, from which the genealogy is drawn. */
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
const MOST_TURNS = 100_000;
const ENDS = ['generations', 'stopped'] as const;

export const evolutionsOf = (library: Keeping): KeptItems<KeptEvolution> =>
  keptItems(library, 'teamEvolutions', readEvolution, deletion);

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
    plan: plan as KeptPlan,
    founders: founders as readonly Birth[],
    declaration: declaration as AlgorithmDeclaration,
    config: config as RunConfig,
    generations: generations as readonly KeptGeneration[],
    end: end === null ? null : needOneOf(end, 'how it ended', ENDS),
    ...(deletedAt !== undefined &&
      deletedAt !== null && { deletedAt: needDate(deletedAt, 'when it was deleted') }),
  };
}

function checkGeneration(value: unknown, at: number): void {
  const what = `generation ${at + 1}`;
  const { generation, agents, tournaments, next, births, hash } = needFields(value, what);
  if (generation !== at) throw new Damage(`${what} is missing`);
  for (const agent of needList(agents, `the teams of ${what}`, MOST_ROWS)) {
    const { genome, row, evaluations = [] } = needFields(agent, `a team of ${what}`);
    needFields(needFields(genome, `a genome of ${what}`)['hyperparameters'], 'its hyperparameters');
    needFields(row, `a row of ${what}`);
    for (const each of needList(evaluations, `evaluations of ${what}`, MOST_EVALUATIONS))
      needList(needFields(each, `an evaluation of ${what}`)['turns'], 'its turns', MOST_TURNS);
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
