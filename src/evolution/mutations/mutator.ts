import type { Genome } from '#core/genome.ts';
import type { Family, Mutation } from '#core/lineage.ts';
import type { Draws, Key } from '#core/random.ts';
import type { Inheritance } from '#networks/inheritance.ts';
import type { EvolutionContext } from '../context.ts';

/** A family of mutations. */
export interface Mutator {
  readonly family: Exclude<Family, 'none'>;
  /** Tells whether the algorithm allows it at all; one that is not offered is never drawn. */
  offered(context: EvolutionContext): boolean;
  /** Null where nothing can be changed within the limits: then the offspring is a copy and nothing is reset. */
  mutate(genome: Genome, context: MutationContext, draws: Draws): Mutated | null;
}

export interface MutationContext extends EvolutionContext {
  /** Under which the offspring's network of this name draws what is new in it. */
  readonly keyOf: (network: string) => Key;
}

export interface Mutated {
  readonly genome: Genome;
  readonly mutation: Mutation;
  /** Inheritance of every network of the algorithm, targets included. */
  readonly inheritance: Inheritances;
}

export type Inheritances = Readonly<Record<string, Inheritance>>;
