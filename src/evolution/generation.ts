import type { Genome } from '#core/genome.ts';
import type { Birth, Mutation } from '#core/lineage.ts';
import { draws, type Key, keyFor } from '#core/random.ts';
import type { Schedule } from '#core/schedule.ts';
import { foundGenome } from '#networks/found.ts';
import type { Inheritance } from '#networks/inheritance.ts';
import { subkey } from '#networks/subkey.ts';
import type { EvolutionContext } from './context.ts';
import { mutate, unchanged } from './mutations/index.ts';
import type { Inheritances, Mutated } from './mutations/mutator.ts';
import { replayMutation } from './replay.ts';
import { holdTournament, ranking, type Tournament, windowedFitness } from './tournament.ts';

/** Evaluations that an agent remembers of its lineage. */
export const HISTORY = 100;

/** An agent as evolution sees it: all but its weights. */
export interface Agent {
  readonly id: number;
  /** Null for a founder. */
  readonly parent: number | null;
  /** Generation in which it lived first. */
  readonly generation: number;
  readonly genome: Genome;
  /** Mutation by which it differs from its parent. */
  readonly mutation: Mutation;
  /** The last evaluations of its lineage, its own at the end, at most {@link HISTORY}. */
  readonly fitnessHistory: readonly number[];
}

/** An agent of the next generation, and how it comes by its weights. */
export interface Offspring {
  readonly agent: Agent;
  /** Position of its parent in the population before. */
  readonly parentSlot: number;
  readonly inheritance: Inheritances;
}

export interface Generation {
  readonly offspring: readonly Offspring[];
  /** Births of those that are new; an elite passed on is not born again. */
  readonly births: readonly Birth[];
  readonly tournaments: readonly Tournament[];
  /** First id that has not been used. */
  readonly nextId: number;
}

/**
 * The first population: agents of one genome with separately initialised networks, mutated before any training where
 * the run says so.
 */
export function found(
  context: EvolutionContext,
  genome: Genome = foundGenome(context.declaration, context.config),
): Generation {
  const { seed, populationSize, mutation, schedule } = context.config;
  const preTraining = mutation.preTraining && isMutating(context);
  const step = schedule?.[0]; // a schedule is for one agent
  const offspring = Array.from({ length: populationSize }, (_, slot): Offspring => {
    const id = step?.agent ?? slot;
    const mutates = preTraining && (slot > 0 || mutation.mutateElite);
    const first = step
      ? replayMutation(genome, step, context)
      : mutates
        ? mutateAs(id, genome, context, 0, { preTraining: true })
        : unchanged(genome, context);
    return {
      agent: {
        id,
        parent: null,
        generation: 0,
        genome: first.genome,
        mutation: first.mutation,
        fitnessHistory: [],
      },
      parentSlot: slot,
      inheritance: initialised(first.inheritance, context, keyFor(seed, 'initialise', id, 0)),
    };
  });
  const nextId = (step?.agent ?? populationSize - 1) + 1;
  return { offspring, births: birthsAt(0, offspring), tournaments: [], nextId };
}

/** The population with a generation's fitness, by position, at the end of each agent's history. */
export function recordFitness(
  population: readonly Agent[],
  fitness: ArrayLike<number>,
): readonly Agent[] {
  if (population.length !== fitness.length)
    throw new RangeError(
      `${population.length} agents cannot have ${fitness.length} fitness values`,
    );
  return population.map((agent, slot) => ({
    ...agent,
    fitnessHistory: [...agent.fitnessHistory, fitness[slot] as number].slice(-HISTORY), // slot < length
  }));
}

/**
 * The next generation of a population whose fitness is recorded: with elitism the fittest agent first, then the mutated
 * offspring of tournament winners; without evolution the same agents again. `generation` is the number of the one bred.
 * The first agent is not mutated unless `mutateElite` says so. An elite passed on is the same agent; a mutated one
 * is a new agent.
 */
export function breed(
  population: readonly Agent[],
  context: EvolutionContext,
  generation: number,
  nextId: number,
): Generation {
  const { seed, populationSize, selection, mutation, schedule } = context.config;
  if (schedule) return breedScheduled(population, context, schedule, generation);
  if (context.config.evolution === 'off') return passOn(population, context, nextId);
  const order = ranking(
    population.map((agent) => windowedFitness(agent.fitnessHistory, selection.evaluationWindow)),
  );
  const mutatesFirst = mutation.mutateElite && isMutating(context);
  const offspring: Offspring[] = [];
  const tournaments: Tournament[] = [];
  let id = nextId;
  const bear = (parentSlot: number, parent: Agent, { genome, mutation, inheritance }: Mutated) => {
    const { id: parentId, fitnessHistory } = parent;
    const agent = { id, parent: parentId, generation, genome, mutation, fitnessHistory };
    offspring.push({ agent, parentSlot, inheritance });
    id++;
  };

  if (selection.elitism) {
    const slot = order[0] as number; // a population is not empty
    const elite = population[slot] as Agent;
    // Under the elite's own id: no offspring draws there in a later generation.
    const next = mutatesFirst
      ? mutateAs(elite.id, elite.genome, context, generation)
      : unchanged(elite.genome, context);
    if (next.mutation.family === 'none')
      offspring.push({ agent: elite, parentSlot: slot, inheritance: next.inheritance });
    else bear(slot, elite, next);
  }
  while (offspring.length < populationSize) {
    const key = keyFor(seed, 'select', id, generation);
    const tournament = holdTournament(order, selection.tournamentSize, draws(key));
    tournaments.push(tournament);
    const parent = population[tournament.winner] as Agent; // a winner is a position
    const mutates = offspring.length > 0 ? isMutating(context) : mutatesFirst;
    const child = mutates
      ? mutateAs(id, parent.genome, context, generation)
      : unchanged(parent.genome, context);
    bear(tournament.winner, parent, child);
  }
  return { offspring, births: birthsAt(generation, offspring), tournaments, nextId: id };
}

const isMutating = ({ config: { evolution = 'on' } }: EvolutionContext) => evolution === 'on';

/** The same agents again: none is chosen, born or changed. */
function passOn(
  population: readonly Agent[],
  context: EvolutionContext,
  nextId: number,
): Generation {
  const offspring = population.map((agent, parentSlot): Offspring => {
    const { inheritance } = unchanged(agent.genome, context);
    return { agent, parentSlot, inheritance };
  });
  return { offspring, births: [], tournaments: [], nextId };
}

/** The one agent of a scheduled run: born anew where the schedule says so, else passed on. */
function breedScheduled(
  population: readonly Agent[],
  context: EvolutionContext,
  schedule: Schedule,
  generation: number,
): Generation {
  const [living] = population;
  if (!living || population.length > 1)
    throw new RangeError(`a recipe is followed by one agent, not by ${population.length}`);
  const step = schedule.find((each) => each.generation === generation);
  const { genome, mutation, inheritance } = step
    ? replayMutation(living.genome, step, context)
    : unchanged(living.genome, context);
  const agent: Agent = step
    ? { ...living, id: step.agent, parent: living.id, generation, genome, mutation }
    : living;
  const offspring = [{ agent, parentSlot: 0, inheritance }];
  const births = birthsAt(generation, offspring);
  return { offspring, births, tournaments: [], nextId: agent.id + 1 };
}

/** A mutation of the genome under an agent's keys. */
function mutateAs(
  id: number,
  genome: Genome,
  context: EvolutionContext,
  generation: number,
  options?: { readonly preTraining: boolean },
): Mutated {
  const { seed } = context.config;
  const key = keyFor(seed, 'inherit', id, generation);
  const keyOf = (network: string) => subkey(key, network);
  return mutate(
    genome,
    { ...context, keyOf },
    draws(keyFor(seed, 'mutate', id, generation)),
    options,
  );
}

/** A founder has no parent: weights to copy or reshape are initialised, and those to perturb are perturbed thereafter. */
function initialised(inheritance: Inheritances, context: EvolutionContext, key: Key): Inheritances {
  return Object.fromEntries(
    context.declaration.networks.map(({ name, targetOf }): [string, Inheritance] => {
      if (targetOf !== undefined) return [name, { kind: 'sync', online: targetOf }];
      const given = inheritance[name];
      const fresh = { kind: 'initialise', key: subkey(key, name) } as const;
      return [
        name,
        given?.kind === 'perturb'
          ? { ...fresh, perturbed: { key: given.key, deviation: given.deviation } }
          : fresh,
      ];
    }),
  );
}

function birthsAt(generation: number, offspring: readonly Offspring[]): readonly Birth[] {
  return offspring
    .map(({ agent }) => agent)
    .filter((agent) => agent.generation === generation)
    .map(({ id, parent, mutation }) => ({ id, parent, generation, mutation }));
}
