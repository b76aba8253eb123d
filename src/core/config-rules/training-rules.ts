import { type ConfigContext, check } from './rule.ts';

/** Environment steps of a whole run, evaluation left out. */
const MAX_STEPS = 1_000_000_000;

export function batchFitsReplayBuffer({ config, algorithm }: ConfigContext) {
  const batch = config.hyperparameters['batchSize'];
  if (!batch || algorithm.training !== 'off-policy') return [];
  const { replayCapacity } = config.training;
  const advice = `exceeds the replay buffer, ${replayCapacity} transitions; it must not`;
  return [
    ...check(batch.value <= replayCapacity, 'hyperparameters.batchSize.value', batch.value, advice),
    ...check(
      !batch.evolves || batch.max <= replayCapacity,
      'hyperparameters.batchSize.max',
      batch.max,
      advice,
    ),
  ];
}

export function replayBufferHoldsAStep({ config, algorithm }: ConfigContext) {
  if (algorithm.training !== 'off-policy') return [];
  const { replayCapacity, environmentsPerAgent } = config.training;
  const added = config.populationSize * environmentsPerAgent;
  return check(
    replayCapacity >= added,
    'training.replayCapacity',
    replayCapacity,
    `is less than what the population adds at once, ${added} transitions; it must hold at least those`,
  );
}

export function learningBegins({ config: { training }, algorithm }: ConfigContext) {
  const { learningDelay, replayCapacity } = training;
  return check(
    algorithm.training !== 'off-policy' || learningDelay < replayCapacity,
    'training.learningDelay',
    learningDelay,
    `is never exceeded by a replay buffer of ${replayCapacity} transitions; it must be less`,
  );
}

export function rolloutFitsGeneration({ config, algorithm }: ConfigContext) {
  const rollout = config.hyperparameters['learnStep'];
  if (!rollout || algorithm.training !== 'on-policy') return [];
  const { stepsPerGeneration, environmentsPerAgent } = config.training;
  const most = Math.floor(stepsPerGeneration / environmentsPerAgent) * environmentsPerAgent;
  const advice = `exceeds the steps of a generation, ${most}; it must not, since a rollout ends with its generation`;
  const path = 'hyperparameters.learnStep';
  return [
    ...check(rollout.value <= most, `${path}.value`, rollout.value, advice),
    ...check(!rollout.evolves || rollout.max <= most, `${path}.max`, rollout.max, advice),
  ];
}

export function environmentsGetSteps({ config: { training } }: ConfigContext) {
  const { stepsPerGeneration, environmentsPerAgent } = training;
  return check(
    stepsPerGeneration >= environmentsPerAgent,
    'training.stepsPerGeneration',
    stepsPerGeneration,
    `is less than one for each of ${environmentsPerAgent} environments; it must not be`,
  );
}

export function runEnds({ config }: ConfigContext) {
  const { populationSize, generations, training } = config;
  const steps = populationSize * generations * training.stepsPerGeneration;
  return check(
    steps <= MAX_STEPS,
    'generations',
    generations,
    `makes ${steps} steps with ${populationSize} agents and ${training.stepsPerGeneration} steps per generation; there may be ${MAX_STEPS}`,
  );
}
