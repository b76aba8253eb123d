import type { Genome } from '#core/genome.ts';
import { type Family, NO_MUTATION } from '#core/lineage.ts';
import type { Draws } from '#core/random.ts';
import type { EvolutionContext } from '../context.ts';
import { activation } from './activation.ts';
import { architecture } from './architecture.ts';
import { hyperparameter } from './hyperparameter.ts';
import { inheritances } from './inheritances.ts';
import type { Mutated, MutationContext, Mutator } from './mutator.ts';
import { parameters } from './parameters.ts';

/** Every family; a new one is one file, one line here and one name in `FAMILIES`. */
export const MUTATORS: readonly Mutator[] = [architecture, parameters, activation, hyperparameter];

/** The offspring that is its parent again. */
export function unchanged(genome: Genome, { declaration }: EvolutionContext): Mutated {
  return { genome, mutation: NO_MUTATION, inheritance: inheritances(declaration, new Map()) };
}

/**
 * Draws a family by the run's relative probabilities and applies it. Before training 'none' is left out of the draw.
 * A family that can change nothing leaves the offspring unchanged.
 */
export function mutate(
  genome: Genome,
  context: MutationContext,
  draws: Draws,
  { preTraining = false } = {},
): Mutated {
  const family = drawFamily(context, draws, preTraining);
  const mutator = MUTATORS.find((candidate) => candidate.family === family);
  return mutator?.mutate(genome, context, draws) ?? unchanged(genome, context);
}

function drawFamily(context: EvolutionContext, draws: Draws, preTraining: boolean): Family {
  const shares = context.config.mutation;
  const families: readonly Family[] = [
    ...(preTraining ? [] : (['none'] as const)),
    ...MUTATORS.filter((mutator) => mutator.offered(context)).map(({ family }) => family),
  ];
  const weights = families.map((family) => shares[family]);
  if (!weights.some((weight) => weight > 0)) return 'none';
  return families[draws.weighted(weights)] ?? 'none';
}
