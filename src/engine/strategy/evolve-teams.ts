import { canonicalJson } from '#core/canonical-json.ts';
import { hasher } from '#core/hash.ts';
import type { Birth } from '#core/lineage.ts';
import { mean } from '#core/statistics.ts';
import { digestOf } from '#core/strategy/trained-team.ts';
import type {
  EpisodeRow,
  SavedTeams,
  TeamGeneration,
  TrainingPlan,
} from '#core/strategy/training-plan.ts';
import type { EvolutionContext } from '#evolution/context.ts';
import { type Agent, breed, found, recordFitness } from '#evolution/generation.ts';
import { ranking, windowedFitness } from '#evolution/tournament.ts';
import { type LearnedTeam, learnedText, readLearned } from '#strategy/trained/learned-team.ts';
import {
  type BegunGeneration,
  type GenerationEvent,
  type GenerationRuns,
  generationRuns,
  type Nursery,
} from './generation-runs.ts';
import {
  bornTeam,
  evolutionContext,
  genomeOf,
  parametersOf,
  USUAL_EVOLUTION,
} from './team-evolution.ts';
import { outcomeOf } from './train-team.ts';
import { beginningOf } from './training-plan.ts';

/** A population of teams between two generations, each of which steers one row. */
export interface TeamPopulation {
  /** Generation that is to train next. */
  readonly generation: number;
  readonly nextId: number;
  readonly agents: readonly Agent[];
  readonly teams: readonly LearnedTeam[];
  /** Each of them as text. */
  readonly texts: readonly string[];
  /** Hash of the chain up to here. */
  readonly hash: string;
}

/** A generation that is over, and the population that it has left. */
export interface Bred {
  readonly population: TeamPopulation;
  readonly generation: TeamGeneration;
}

/** Returns the context of evolution for a plan's population. */
export const contextOf = (plan: TrainingPlan): EvolutionContext =>
  evolutionContext(
    {
      seed: plan.seed,
      populationSize: plan.rows,
      generations: plan.episodes,
      selection: plan.selection ?? USUAL_EVOLUTION.selection,
      // Founders have no weights yet that could be perturbed.
      mutation: { ...(plan.mutation ?? USUAL_EVOLUTION.mutation), preTraining: false },
    },
    beginningOf(plan),
  );

/** The chain before the first generation. */
const EMPTY_CHAIN = '0'.repeat(32);

/** The first population: teams of the same networks, each initialised for itself, that have learned nothing. */
export function foundTeams(plan: TrainingPlan): {
  readonly population: TeamPopulation;
  readonly founders: readonly Birth[];
} {
  const team = beginningOf(plan);
  const { offspring, births, nextId } = found(contextOf(plan), genomeOf(team));
  const agents = offspring.map(({ agent }) => agent);
  const teams = agents.map(({ id }) => ({ ...team, individual: id }));
  return {
    population: { generation: 0, nextId, agents, ...withTexts(teams), hash: EMPTY_CHAIN },
    founders: births,
  };
}

const withTexts = (teams: readonly LearnedTeam[]): Pick<TeamPopulation, 'teams' | 'texts'> => ({
  teams,
  texts: teams.map((team) => learnedText(team, { experience: true })),
});

/** A population as it is kept. */
export const savedTeams = ({ texts, teams: _, ...others }: TeamPopulation): SavedTeams => ({
  ...others,
  teams: texts,
});

/** A population that was kept. Throws a RangeError where what a team has learned cannot be read. */
export const populationOf = ({ teams: texts, ...others }: SavedTeams): TeamPopulation => ({
  ...others,
  teams: texts.map(readLearned),
  texts,
});

const nameOf = ({ id }: Agent): string => `Team ${id}`;

/** Trains and judges a generation of teams step by step, from what has begun of it if anything, and breeds the next one. */
export async function* evolveGeneration(
  plan: TrainingPlan,
  population: TeamPopulation,
  nursery: Nursery,
  begun: BegunGeneration | null = null,
): AsyncGenerator<GenerationEvent, Bred, void> {
  const { generation, agents } = population;
  const training = agents.map((agent, at) => ({
    name: nameOf(agent),
    team: population.teams[at] as LearnedTeam, // one of each, here and below
    text: population.texts[at] as string,
  }));
  const runs = yield* generationRuns(plan, generation, training, nursery, begun);
  const rowsOf = (at: number) => runs.evaluations.map(({ rows }) => rows[at] as EpisodeRow);
  const fitness = agents.map((_, at) => mean(rowsOf(at).map(({ mAP }) => mAP ?? Number.NaN)));
  const judged = recordFitness(agents, fitness);
  const context = contextOf(plan);
  const { offspring, births, tournaments, nextId } = breed(
    judged,
    context,
    generation + 1,
    population.nextId,
  );
  const teams: LearnedTeam[] = [];
  for (const each of offspring) {
    const parent = runs.learned[each.parentSlot] as LearnedTeam;
    teams.push(await bornTeam(each, parent, plan.seed, nursery.device));
  }
  const next = {
    ...{ generation: generation + 1, nextId, agents: offspring.map(({ agent }) => agent) },
    ...withTexts(teams),
  };
  const hash = chained(population.hash, runs, next);
  return {
    population: { ...next, hash },
    generation: {
      ...{ generation, seed: runs.training.seed },
      evaluationSeeds: runs.evaluations.map(({ seed }) => seed),
      agents: judged.map(({ id, genome }, at) => ({
        ...{ id, genome, parameters: parametersOf(genome, context) },
        ...{ fitness: fitness[at] as number, row: runs.training.rows[at] as EpisodeRow },
        evaluations: rowsOf(at),
      })),
      ...{ tournaments, births, next: next.agents.map(({ id }) => id), hash },
    },
  };
}

/** The same at once, without reports of progress. */
export const evolveTeams = (
  plan: TrainingPlan,
  population: TeamPopulation,
  nursery: Nursery,
): Promise<Bred> => outcomeOf(evolveGeneration(plan, population, nursery));

/** The chain after a generation: over its runs, and over who trains next with what. */
function chained(
  before: string,
  { training, evaluations }: GenerationRuns,
  { agents, texts }: Pick<TeamPopulation, 'agents' | 'texts'>,
): string {
  const runs = [training, ...evaluations].map(({ hash }) => hash);
  return hasher()
    .text([before, ...runs, canonicalJson(agents), ...texts.map(digestOf)].join(' '))
    .hex();
}

/** The team whose lineage did best of late; with elitism it is the one that was passed on. */
export function bestTeam(
  { agents, teams }: TeamPopulation,
  { selection = USUAL_EVOLUTION.selection }: Pick<TrainingPlan, 'selection'>,
): LearnedTeam {
  const [best = 0] = ranking(
    agents.map(({ fitnessHistory }) => windowedFitness(fitnessHistory, selection.evaluationWindow)),
  ); // a population is not empty
  return outOf(teams[best] as LearnedTeam);
}

/** A team on its own, without the number that kept its random draws apart from those of others. */
export function outOf({ individual: _, ...team }: LearnedTeam): LearnedTeam {
  return team;
}
