import type { Device } from '#compute/device.ts';
import { canonicalJson } from '#core/canonical-json.ts';
import { hasher } from '#core/hash.ts';
import type { Birth } from '#core/lineage.ts';
import type { ImageSet } from '#core/strategy/image-set.ts';
import type { StrategyCatalog } from '#core/strategy/strategy-catalog.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import { digestOf } from '#core/strategy/trained-team.ts';
import type { SavedTeams, TeamGeneration, TrainingPlan } from '#core/strategy/training-plan.ts';
import type { EvolutionContext } from '#evolution/context.ts';
import { type Agent, breed, found, recordFitness } from '#evolution/generation.ts';
import { ranking, windowedFitness } from '#evolution/tournament.ts';
import { type LearnedTeam, learnedText, readLearned } from '#strategy/trained/learned-team.ts';
import {
  bornTeam,
  evolutionContext,
  genomeOf,
  parametersOf,
  USUAL_EVOLUTION,
} from './team-evolution.ts';
import {
  type BegunEpisode,
  type Episode,
  type EpisodeEvent,
  episode,
  outcomeOf,
} from './train-team.ts';
import { beginningOf, episodeConfig } from './training-plan.ts';

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

/** Surroundings in which teams evolve. */
export interface Nursery {
  readonly catalog: StrategyCatalog;
  readonly device: Device;
  readonly draw: (config: StrategyConfig) => Promise<ImageSet>;
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

/** The run of a generation: each team steers its own row. */
function generationConfig(
  plan: TrainingPlan,
  { generation, agents, teams, texts }: TeamPopulation,
  catalog: StrategyCatalog,
): StrategyConfig {
  const config = episodeConfig(plan, generation, '', catalog);
  return {
    ...config,
    teams: agents.map((agent, at) => {
      const { controller, options, state, reward } = teams[at] as LearnedTeam; // one of each
      const name = nameOf(agent);
      const trained = { name, digest: digestOf(texts[at] as string), learns: true };
      return { name, controller, options, state, reward, trained };
    }),
    rows: agents.map((agent) => ({
      name: nameOf(agent),
      steering: { kind: 'team', team: nameOf(agent) },
    })),
  };
}

/** Trains a generation of teams step by step, from what has begun of it if anything, and breeds the next one. */
export async function* evolveGeneration(
  plan: TrainingPlan,
  population: TeamPopulation,
  { catalog, device, draw }: Nursery,
  begun: BegunEpisode | null = null,
): AsyncGenerator<EpisodeEvent, Bred, void> {
  const config = generationConfig(plan, population, catalog);
  const known = new Map(
    config.teams.map(({ trained }, at) => [
      trained?.digest ?? '',
      population.teams[at] as LearnedTeam,
    ]),
  );
  const ended = yield* episode(config, await draw(config), device, known, begun);
  const learned = population.agents.map((agent) => ended.learned.get(nameOf(agent)) as LearnedTeam);
  const fitness = ended.rows.map(({ mAP }) => mAP ?? Number.NaN);
  const judged = recordFitness(population.agents, fitness);
  const context = contextOf(plan);
  const { offspring, births, tournaments, nextId } = breed(
    judged,
    context,
    population.generation + 1,
    population.nextId,
  );
  const teams: LearnedTeam[] = [];
  for (const each of offspring)
    teams.push(await bornTeam(each, learned[each.parentSlot] as LearnedTeam, plan.seed, device));
  const agents = offspring.map(({ agent }) => agent);
  const next = { generation: population.generation + 1, nextId, agents, ...withTexts(teams) };
  const hash = chained(population.hash, ended, next);
  return {
    population: { ...next, hash },
    generation: {
      generation: population.generation,
      seed: config.seed,
      agents: judged.map(({ id, genome }, at) => ({
        ...{ id, genome, parameters: parametersOf(genome, context) },
        ...{ fitness: fitness[at] as number, row: ended.rows[at] as Episode['rows'][number] }, // one of each
      })),
      ...{ tournaments, births, next: agents.map(({ id }) => id), hash },
    },
  };
}

/** The same at once, where nobody looks at how far it is. */
export const evolveTeams = (
  plan: TrainingPlan,
  population: TeamPopulation,
  nursery: Nursery,
): Promise<Bred> => outcomeOf(evolveGeneration(plan, population, nursery));

/** The chain after a generation: over its run, and over who trains next with what. */
const chained = (
  before: string,
  { hash }: Episode,
  { agents, texts }: Pick<TeamPopulation, 'agents' | 'texts'>,
): string =>
  hasher()
    .text([before, hash, canonicalJson(agents), ...texts.map(digestOf)].join(' '))
    .hex();

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

/** A team on its own: what told its chance from that of others is left out. */
export function outOf({ individual: _, ...team }: LearnedTeam): LearnedTeam {
  return team;
}
