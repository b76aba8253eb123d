import { type ConfigContext, check } from './rule.ts';

export function tournamentFits({ config: { selection, populationSize } }: ConfigContext) {
  const { tournamentSize } = selection;
  return check(
    tournamentSize <= populationSize,
    'selection.tournamentSize',
    tournamentSize,
    `exceeds the population size, ${populationSize}; it must not`,
  );
}

export function someMutationPossible({ config: { mutation } }: ConfigContext) {
  const { none, architecture, parameters, activation, hyperparameter } = mutation;
  return check(
    none + architecture + parameters + activation + hyperparameter > 0,
    'mutation.none',
    none,
    'and so are all other relative probabilities; one of them must be above 0',
  );
}

export function activationsGiven({ config: { mutation }, algorithm }: ConfigContext) {
  if (mutation.activation === 0) return [];
  if (!algorithm.activationMutation)
    return check(
      false,
      'mutation.activation',
      mutation.activation,
      `must be 0: ${algorithm.title} has no activation mutation`,
    );
  return check(
    mutation.activations.length > 0,
    'mutation.activations',
    mutation.activations,
    `must name at least one activation, as the activation mutation has probability ${mutation.activation}`,
  );
}

export function scheduleHasOneAgent({ config: { schedule, populationSize } }: ConfigContext) {
  return check(
    schedule === undefined || populationSize === 1,
    'populationSize',
    populationSize,
    'does not fit a recipe, which one agent follows alone; it must be 1, or the recipe taken out',
  );
}

export function recipeFitsGenerations({ config: { schedule, generations } }: ConfigContext) {
  const last = schedule?.at(-1)?.generation ?? 0;
  return check(
    generations > last,
    'generations',
    generations,
    `is not enough for the recipe, whose last step is in generation ${last}; it must be at least ${last + 1}`,
  );
}
