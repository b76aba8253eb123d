import type { TrainingPlan } from '#core/strategy/training-plan.ts';
import type { GenerationEvent } from '#protocol/messages.ts';
import type { KeptGeneration } from './kept-evolutions.ts';

/** Fitness is told in percent, as mAP is everywhere. */
const PERCENT = 100;

/**
 * A generation of teams as the history of a population takes it in. Its steps are updates of the classifiers by which teams
 * learned. `elapsedMs`: of all up to its end.
 */
export function generationEvent(
  { generation, agents, tournaments, next, births, hash }: KeptGeneration,
  hyperparameters: readonly string[],
  { training: { steps }, rows }: TrainingPlan,
  run: number,
  elapsedMs: number,
): GenerationEvent {
  return {
    ...{ kind: 'generation', run, generation, tournaments, births, hash, elapsedMs },
    ids: Int32Array.from(agents, ({ id }) => id),
    fitness: Float64Array.from(agents, ({ fitness }) => PERCENT * fitness),
    hyperparameters: Float64Array.from(
      agents.flatMap(({ genome }) =>
        hyperparameters.map((name) => genome.hyperparameters[name] ?? Number.NaN),
      ),
    ),
    diverged: Int32Array.from(
      agents.flatMap(({ fitness }, slot) => (Number.isNaN(fitness) ? [slot] : [])),
    ),
    parameters: Int32Array.from(agents, ({ parameters }) => parameters),
    next: Int32Array.from(next),
    steps: (generation + 1) * steps * rows,
  };
}
