import type { AlgorithmDeclaration } from './algorithm.ts';
import type { EnvironmentEntry } from './catalog.ts';
import { canAct, ignoresMasks } from './fitting.ts';
import type { Problem, RunConfig } from './run-config.ts';
import type { Space } from './spaces.ts';
import { isForTeams } from './team.ts';

/** A rule between the fields of a configuration, each of which stands within its own limits. */
export type ConfigRule = (context: ConfigContext) => readonly Problem[];

export interface ConfigContext {
  readonly config: RunConfig;
  readonly environment: EnvironmentEntry;
  readonly algorithm: AlgorithmDeclaration;
}

/** Environment steps of a whole run, evaluation left out. */
const MAX_STEPS = 1_000_000_000;

export const RULES: readonly ConfigRule[] = [
  fitsTask,
  rivalSharesFit,
  tournamentHasPlayers,
  hyperparametersInRange,
  hyperparametersInOrder,
  settingsInOrder,
  layersInRange,
  nodesInRange,
  latentInRange,
  tournamentFits,
  someMutationPossible,
  activationsGiven,
  batchFitsReplayBuffer,
  replayBufferHoldsAStep,
  learningBegins,
  rolloutFitsGeneration,
  environmentsGetSteps,
  runEnds,
  scheduleHasOneAgent,
  recipeFitsGenerations,
];

const ACTIONS: Readonly<Record<Space['kind'], string>> = {
  discrete: 'one of a few actions',
  multiDiscrete: 'one of a few actions for each of several joints',
  box: 'numbers as actions',
};

function fitsTask({ config, environment, algorithm }: ConfigContext) {
  const forMany = environment.players !== undefined;
  if (isForTeams(algorithm) !== forMany)
    return check(
      false,
      'algorithm',
      config.algorithm,
      `acts for ${forMany ? 'one player' : 'a team'}, and ${environment.title} has ${forMany ? 'several players' : 'one'}; choose another algorithm or task`,
    );
  if (ignoresMasks(algorithm, environment))
    return check(
      false,
      'algorithm',
      config.algorithm,
      `does not heed which actions cannot be taken at times, as in ${environment.title}; choose another algorithm or task`,
    );
  return check(
    canAct(algorithm, environment),
    'algorithm',
    config.algorithm,
    `gives ${algorithm.actionSpaces.map((space) => ACTIONS[space]).join(' or ')}, and ${environment.title} takes ${ACTIONS[environment.actionSpace]}; choose another algorithm or task`,
  );
}

/** The value of one of the environment's options. */
function optionOf({ config, environment }: ConfigContext, name: string) {
  const declared = environment.options?.find((option) => option.name === name);
  return declared && (config.environmentOptions?.[name] ?? declared.initial);
}

function rivalSharesFit(context: ConfigContext) {
  const [self, ...others] = ['selfShare', 'randomShare', 'oneStepShare'].map((name) =>
    Number(optionOf(context, name) ?? 0),
  );
  const fixed = others.reduce((sum, share) => sum + share, 0);
  return check(
    (self as number) + fixed <= 1 + 1e-9, // as 0.7 + 0.2 + 0.1 comes to
    'environmentOptions.selfShare',
    self,
    `and shares of players of fixed strength of ${fixed} are more than all games; together they must be at most 1`,
  );
}

function tournamentHasPlayers(context: ConfigContext) {
  const { populationSize } = context.config;
  return check(
    optionOf(context, 'fitness') !== 'tournament' || populationSize > 1,
    'populationSize',
    populationSize,
    'is too small for a tournament of the generation; it must be at least 2, or fitness against a fixed ladder',
  );
}

function hyperparametersInRange({ config }: ConfigContext) {
  return Object.entries(config.hyperparameters).flatMap(([name, { value, evolves, min, max }]) => {
    const path = `hyperparameters.${name}`;
    if (min > max)
      return check(false, `${path}.min`, min, `exceeds the highest, ${max}; it must not`);
    const inRange = !evolves || (min <= value && value <= max);
    return check(
      inRange,
      `${path}.value`,
      value,
      `is outside of where it may evolve, ${min} to ${max}; it must lie inside`,
    );
  });
}

function hyperparametersInOrder({ config: { hyperparameters }, algorithm }: ConfigContext) {
  return (algorithm.rules ?? []).flatMap(({ lesser, greater, because }) => {
    const least = hyperparameters[lesser]?.value ?? 0; // both are declared
    const most = hyperparameters[greater]?.value ?? 0;
    const label = algorithm.hyperparameters.find(({ name }) => name === greater)?.label;
    return check(
      least <= most,
      `hyperparameters.${lesser}.value`,
      least,
      `exceeds ${label?.toLowerCase()}, ${most}; it must not: ${because}`,
    );
  });
}

function settingsInOrder({ config: { settings }, algorithm }: ConfigContext) {
  return algorithm.settings.flatMap(({ name, atMost }) => {
    const [least, most] = [settings[name], atMost === undefined ? undefined : settings[atMost]];
    if (typeof least !== 'number' || typeof most !== 'number') return [];
    const label = algorithm.settings.find((declared) => declared.name === atMost)?.label;
    return check(
      least <= most,
      `settings.${name}`,
      least,
      `exceeds ${label?.toLowerCase()}, ${most}; it must not`,
    );
  });
}

function layersInRange({ config: { network } }: ConfigContext) {
  const { minLayers, maxLayers, encoderHidden, headHidden } = network;
  if (minLayers > maxLayers)
    return check(
      false,
      'network.minLayers',
      minLayers,
      `exceeds the most layers, ${maxLayers}; it must not`,
    );
  const count = (name: string, hidden: readonly number[]) =>
    check(
      minLayers <= hidden.length && hidden.length <= maxLayers,
      `network.${name}`,
      hidden,
      `has ${hidden.length} layers; it must have ${minLayers} to ${maxLayers}`,
    );
  return [...count('encoderHidden', encoderHidden), ...count('headHidden', headHidden)];
}

function nodesInRange({ config: { network } }: ConfigContext) {
  const { minNodes, maxNodes, encoderHidden, headHidden } = network;
  if (minNodes > maxNodes)
    return check(
      false,
      'network.minNodes',
      minNodes,
      `exceeds the widest layer, ${maxNodes}; it must not`,
    );
  const widths = (name: string, hidden: readonly number[]) =>
    check(
      hidden.every((width) => minNodes <= width && width <= maxNodes),
      `network.${name}`,
      hidden,
      `has layers outside of ${minNodes} to ${maxNodes} nodes; all must lie inside`,
    );
  return [...widths('encoderHidden', encoderHidden), ...widths('headHidden', headHidden)];
}

function latentInRange({ config: { network } }: ConfigContext) {
  const { latent, minLatent, maxLatent } = network;
  if (minLatent > maxLatent)
    return check(
      false,
      'network.minLatent',
      minLatent,
      `exceeds the largest latent size, ${maxLatent}; it must not`,
    );
  return check(
    minLatent <= latent && latent <= maxLatent,
    'network.latent',
    latent,
    `is outside of ${minLatent} to ${maxLatent}; it must lie inside`,
  );
}

function tournamentFits({ config: { selection, populationSize } }: ConfigContext) {
  const { tournamentSize } = selection;
  return check(
    tournamentSize <= populationSize,
    'selection.tournamentSize',
    tournamentSize,
    `exceeds the population size, ${populationSize}; it must not`,
  );
}

function someMutationPossible({ config: { mutation } }: ConfigContext) {
  const { none, architecture, parameters, activation, hyperparameter } = mutation;
  return check(
    none + architecture + parameters + activation + hyperparameter > 0,
    'mutation.none',
    none,
    'and so are all other relative probabilities; one of them must be above 0',
  );
}

function activationsGiven({ config: { mutation }, algorithm }: ConfigContext) {
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

function batchFitsReplayBuffer({ config, algorithm }: ConfigContext) {
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

function replayBufferHoldsAStep({ config, algorithm }: ConfigContext) {
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

function learningBegins({ config: { training }, algorithm }: ConfigContext) {
  const { learningDelay, replayCapacity } = training;
  return check(
    algorithm.training !== 'off-policy' || learningDelay < replayCapacity,
    'training.learningDelay',
    learningDelay,
    `is never exceeded by a replay buffer of ${replayCapacity} transitions; it must be less`,
  );
}

function rolloutFitsGeneration({ config, algorithm }: ConfigContext) {
  const rollout = config.hyperparameters['learnStep'];
  if (!rollout || algorithm.training !== 'on-policy') return [];
  const { stepsPerGeneration, environmentsPerAgent } = config.training;
  const most = Math.floor(stepsPerGeneration / environmentsPerAgent) * environmentsPerAgent;
  const advice = `exceeds the steps of a generation, ${most}; it must not, or the agent never learns`;
  const path = 'hyperparameters.learnStep';
  return [
    ...check(rollout.value <= most, `${path}.value`, rollout.value, advice),
    ...check(!rollout.evolves || rollout.max <= most, `${path}.max`, rollout.max, advice),
  ];
}

function environmentsGetSteps({ config: { training } }: ConfigContext) {
  const { stepsPerGeneration, environmentsPerAgent } = training;
  return check(
    stepsPerGeneration >= environmentsPerAgent,
    'training.stepsPerGeneration',
    stepsPerGeneration,
    `is less than one for each of ${environmentsPerAgent} environments; it must not be`,
  );
}

function runEnds({ config }: ConfigContext) {
  const { populationSize, generations, training } = config;
  const steps = populationSize * generations * training.stepsPerGeneration;
  return check(
    steps <= MAX_STEPS,
    'generations',
    generations,
    `makes ${steps} steps with ${populationSize} agents and ${training.stepsPerGeneration} steps per generation; there may be ${MAX_STEPS}`,
  );
}

function scheduleHasOneAgent({ config: { schedule, populationSize } }: ConfigContext) {
  return check(
    schedule === undefined || populationSize === 1,
    'populationSize',
    populationSize,
    'does not fit a recipe, which one agent follows alone; it must be 1, or the recipe taken out',
  );
}

function recipeFitsGenerations({ config: { schedule, generations } }: ConfigContext) {
  const last = schedule?.at(-1)?.generation ?? 0;
  return check(
    generations > last,
    'generations',
    generations,
    `is not enough for the recipe, whose last step is in generation ${last}; it must be at least ${last + 1}`,
  );
}

/** No problem if something holds; else one, in words that follow 'field value'. */
function check(holds: boolean, path: string, value: unknown, fact: string): readonly Problem[] {
  if (holds) return [];
  const shown = Array.isArray(value) ? `[${value.join(', ')}]` : String(value);
  return [
    { path, value: Array.isArray(value) ? shown : value, message: `${path} ${shown} ${fact}` },
  ];
}
