import type { Device } from '#compute/device.ts';
import type { Birth } from '#core/lineage.ts';
import type { ImageSet } from '#core/strategy/image-set.ts';
import type { StrategyCatalog } from '#core/strategy/strategy-catalog.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import { digestOf } from '#core/strategy/trained-team.ts';
import type { EvolutionContext } from '#evolution/context.ts';
import { type Agent, breed, found, recordFitness } from '#evolution/generation.ts';
import { ranking, type Tournament, windowedFitness } from '#evolution/tournament.ts';
import { type LearnedTeam, learnedText } from '#strategy/trained/learned-team.ts';
import { bornTeam, evolutionContext, genomeOf, USUAL_EVOLUTION } from './team-evolution.ts';
import { type EpisodeRow, runEpisode } from './train-team.ts';
import { beginningOf, episodeConfig, type TrainingPlan } from './training-plan.ts';

/** A population of teams between two generations, each of which steers one row. */
export interface TeamPopulation {
  /** Of the one that is to train next. */
  readonly generation: number;
  readonly nextId: number;
  readonly agents: readonly Agent[];
  readonly teams: readonly LearnedTeam[];
}

/** A generation that is over, as the genealogy has it. */
export interface TeamGeneration {
  readonly generation: number;
  /** Of the run. */
  readonly seed: number;
  readonly agents: readonly {
    readonly id: number;
    /** mAP on the validation images at the end of its row. */
    readonly fitness: number;
    readonly row: EpisodeRow;
  }[];
  readonly tournaments: readonly Tournament[];
  /** Of those that train in the next generation and are new. */
  readonly births: readonly Birth[];
  readonly hash: string;
}

const contextOf = (plan: TrainingPlan): EvolutionContext =>
  evolutionContext(
    { ...USUAL_EVOLUTION, seed: plan.seed, populationSize: plan.rows },
    beginningOf(plan),
  );

/** The first population: teams of the same networks, each initialised for itself, that have learned nothing. */
export function foundTeams(plan: TrainingPlan): {
  readonly population: TeamPopulation;
  readonly founders: readonly Birth[];
} {
  const team = beginningOf(plan);
  const { offspring, births, nextId } = found(contextOf(plan), genomeOf(team));
  return {
    population: {
      generation: 0,
      nextId,
      agents: offspring.map(({ agent }) => agent),
      teams: offspring.map(({ agent }) => ({ ...team, individual: agent.id })),
    },
    founders: births,
  };
}

const nameOf = ({ id }: Agent): string => `Team ${id}`;

/** The run of a generation: each team steers its own row. */
function generationConfig(
  plan: TrainingPlan,
  { generation, agents, teams }: TeamPopulation,
  catalog: StrategyCatalog,
): StrategyConfig {
  const config = episodeConfig(plan, generation, '', catalog);
  return {
    ...config,
    teams: agents.map((agent, at) => {
      const { controller, options, state, reward } = teams[at] as LearnedTeam; // one of each
      const digest = digestOf(learnedText(teams[at] as LearnedTeam, { experience: true }));
      const name = nameOf(agent);
      return { name, controller, options, state, reward, trained: { name, digest, learns: true } };
    }),
    rows: agents.map((agent) => ({
      name: nameOf(agent),
      steering: { kind: 'team', team: nameOf(agent) },
    })),
  };
}

/** Trains a generation of teams, and breeds the next one. */
export async function evolveTeams(
  plan: TrainingPlan,
  population: TeamPopulation,
  {
    catalog,
    device,
    draw,
  }: {
    readonly catalog: StrategyCatalog;
    readonly device: Device;
    readonly draw: (config: StrategyConfig) => Promise<ImageSet>;
  },
): Promise<{ readonly population: TeamPopulation; readonly generation: TeamGeneration }> {
  const config = generationConfig(plan, population, catalog);
  const known = new Map(
    config.teams.map(({ trained }, at) => [
      trained?.digest ?? '',
      population.teams[at] as LearnedTeam,
    ]),
  );
  const ended = await runEpisode(config, await draw(config), device, known);
  const learned = population.agents.map((agent) => ended.learned.get(nameOf(agent)) as LearnedTeam);
  const fitness = ended.rows.map(({ mAP }) => mAP ?? Number.NaN);
  const judged = recordFitness(population.agents, fitness);
  const next = population.generation + 1;
  const bred = breed(judged, contextOf(plan), next, population.nextId);
  const teams: LearnedTeam[] = [];
  for (const offspring of bred.offspring)
    teams.push(
      await bornTeam(offspring, learned[offspring.parentSlot] as LearnedTeam, plan.seed, device),
    );
  return {
    population: {
      generation: next,
      nextId: bred.nextId,
      agents: bred.offspring.map(({ agent }) => agent),
      teams,
    },
    generation: {
      generation: population.generation,
      seed: config.seed,
      agents: judged.map(({ id }, at) => ({
        id,
        fitness: fitness[at] as number,
        row: ended.rows[at] as EpisodeRow,
      })),
      tournaments: bred.tournaments,
      births: bred.births,
      hash: ended.hash,
    },
  };
}

/** The team whose lineage did best of late; with elitism it is the one that was passed on. */
export function bestTeam(
  { agents, teams }: TeamPopulation,
  window = USUAL_EVOLUTION.selection.evaluationWindow,
): LearnedTeam {
  const [best] = ranking(
    agents.map(({ fitnessHistory }) => windowedFitness(fitnessHistory, window)),
  );
  const { individual: _, ...team } = teams[best ?? 0] as LearnedTeam; // a population is not empty
  return team;
}
