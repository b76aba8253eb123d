import { isFiniteArray } from '#core/statistics.ts';
import { policiesOf } from '#core/team.ts';
import type { EvolutionContext } from '#evolution/context.ts';
import { breed, type Generation, recordFitness } from '#evolution/generation.ts';
import type { Plan } from '#networks/plan.ts';
import type { GenerationEvent } from '#protocol/messages.ts';
import { extendChain } from './chain.ts';
import type { Evaluation } from './evaluate.ts';
import { readMetrics } from './metrics.ts';
import { agentSetups, evolutionContext } from './population.ts';
import type { RunState } from './state.ts';

/** Report on a generation for the page; the session adds the run's number and the computing time. */
export type GenerationReport = Omit<GenerationEvent, 'kind' | 'run' | 'elapsedMs'>;

/**
 * Records a generation's fitness and extends the hash chain; gives the generation's report so far. An agent with a
 * weight that is no longer finite has diverged: its fitness is NaN, whatever it scored. Throws an Error if all have.
 */
export async function endGeneration(
  state: RunState,
  { fitness: scored, ofPlayers }: Evaluation,
): Promise<GenerationReport> {
  const { agents, device, algorithm, generation } = state;
  const { networks, hyperparameters } = algorithm.declaration;
  const slabs: Float32Array[] = [];
  const fitness = scored.slice();
  const diverged: number[] = [];
  for (let slot = 0; slot < agents.length; slot++) {
    let finite = true;
    for (const { name } of networks) {
      const slab = await device.weights(slot, name);
      slabs.push(slab);
      finite &&= isFiniteArray(slab);
    }
    if (finite && Number.isFinite(fitness[slot])) continue;
    fitness[slot] = Number.NaN;
    diverged.push(slot);
  }
  if (diverged.length === agents.length)
    throw new Error(
      `every agent has diverged in generation ${generation}: their weights are no longer finite. A lower learning rate keeps them so.`,
    );

  state.hash = extendChain(state.hash, agents, fitness, slabs);
  state.agents = recordFitness(agents, fitness);
  return {
    generation,
    ids: Int32Array.from(agents, ({ id }) => id),
    fitness,
    hyperparameters: Float64Array.from(
      agents.flatMap(({ genome }) =>
        hyperparameters.map(({ name }) => genome.hyperparameters[name] as number),
      ),
    ),
    diverged: Int32Array.from(diverged),
    parameters: Int32Array.from(state.setups, ({ plans }) =>
      policiesOf(algorithm.declaration).reduce(
        (sum, { name }) => sum + (plans[name] as Plan).parameters, // of every network
        0,
      ),
    ),
    tournaments: [],
    next: new Int32Array(0),
    births: [],
    metrics: { ...(await readMetrics(state)), ...ofPlayers },
    steps: state.steps,
    hash: state.hash,
  };
}

/** Chooses and mutates the next generation, which is not alive yet. Until `adopt` the run is as it was. */
export function breedNext(state: RunState): Bred {
  const context = evolutionContext(state.config, state.environment, state.algorithm);
  const generation = state.generation + 1;
  return { ...breed(state.agents, context, generation, state.nextId), generation, context };
}

export interface Bred extends Generation {
  readonly generation: number;
  readonly context: EvolutionContext;
}

/** Brings the next generation to life: the device makes each child's weights of its parent's. */
export async function adopt(state: RunState, bred: Bred): Promise<void> {
  const setups = agentSetups(bred.context, bred.offspring, bred.generation);
  const inheriting = state.device.evolve(setups);
  if (inheriting) await inheriting;
  state.setups = setups;
  const inherited = (counts: readonly number[]) =>
    setups.map(({ parentSlot }) => counts[parentSlot] as number);
  state.learned = inherited(state.learned);
  state.unlearned = inherited(state.unlearned);
  state.agents = bred.offspring.map(({ agent }) => agent);
  state.generation = bred.generation;
  state.nextId = bred.nextId;
}
