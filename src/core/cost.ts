import { isAgainstOwn } from './against-own.ts';
import type { Catalog } from './catalog.ts';
import { contestEpisodes } from './champion.ts';
import { declarationIn } from './declaration-in.ts';
import type { RunConfig } from './run-config.ts';
import { nextRollout, rolloutSteps, vectorSteps } from './vector-steps.ts';

/** Cost of a run that goes on to its last generation. Estimates: networks keep the size they start with. */
export interface Cost {
  /** Environment steps of the whole population in training. */
  readonly steps: number;
  /** Environment steps of the whole population in evaluation, if every episode lasts as long as it may. */
  readonly evaluationSteps: number;
  /** Environment steps of the champion's contests, if there is one in every generation and every episode is as long. */
  readonly contestSteps: number;
  /** Gradient updates of the whole population. */
  readonly updates: number;
  /** Floating point operations of all updates and of all actions. */
  readonly operations: number;
  readonly seconds: number;
}

export interface Speed {
  /** Floating point operations a second, in updates. */
  readonly operations: number;
  /** Environment steps a second, the networks left out. */
  readonly steps: number;
}

/** Speed of a slow machine with one thread, so that an estimate is rather too high. */
const CAUTIOUS_SPEED: Speed = { operations: 5e9, steps: 5e5 };

/** Estimates what a run takes. Zero throughout for a task or algorithm that the catalog lacks. */
export function estimateCost(
  config: RunConfig,
  catalog: Catalog,
  speed: Speed = CAUTIOUS_SPEED,
): Cost {
  const environment = catalog.environments.find(({ id }) => id === config.environment);
  const algorithm = declarationIn(catalog, config);
  if (!environment || !algorithm)
    return { steps: 0, evaluationSteps: 0, contestSteps: 0, updates: 0, operations: 0, seconds: 0 };

  const { populationSize, generations, training, evaluation, hyperparameters } = config;
  const rounds = populationSize * generations;
  const steps = rounds * training.stepsPerGeneration;
  const evaluationSteps = rounds * evaluation.episodes * environment.maxSteps;
  // Challenger and champion each play; at first there is no champion.
  const contestSteps = (2 * generations - 1) * contestEpisodes(config) * environment.maxSteps;
  const learnStep = hyperparameters['learnStep']?.value ?? 1;
  const batch = hyperparameters['batchSize']?.value ?? 1;
  // Off-policy an update every so many steps after the learning delay; on-policy, at the end of every rollout, epochs of
  // minibatches.
  const updates =
    algorithm.training === 'off-policy'
      ? Math.max(0, steps - training.learningDelay) / learnStep
      : rounds * (hyperparameters['epochs']?.value ?? 1) * minibatchesOf(config, learnStep, batch);

  const connections = connectionsOf(
    config,
    environment.observationLabels.length,
    environment.actionLabels.length,
  );
  // Multiply and add: two operations per connection forward, four more backward, two passes of each target.
  const passes = algorithm.networks.reduce((sum, { role }) => sum + (role === 'target' ? 4 : 6), 0);
  const allSteps = steps + evaluationSteps + contestSteps;
  // A step of evaluation is computed for either side where agents are each other's rivals.
  const actions =
    allSteps + (environment.isOpposed && isAgainstOwn(config, environment) ? evaluationSteps : 0);
  const operations = updates * batch * connections * passes + actions * connections * 2;

  const seconds = operations / speed.operations + allSteps / speed.steps;
  return { steps, evaluationSteps, contestSteps, updates, operations, seconds };
}

/** Minibatches by which an agent goes once through each of its rollouts of a generation. */
function minibatchesOf(config: RunConfig, learnStep: number, batch: number): number {
  const lanes = config.training.environmentsPerAgent;
  const most = rolloutSteps(learnStep, lanes);
  let minibatches = 0;
  for (let left = vectorSteps(config); left > 0; ) {
    const length = nextRollout(left, most);
    minibatches += Math.ceil((length * lanes) / batch);
    left -= length;
  }
  return minibatches;
}

/** Weights of one network as it starts. */
function connectionsOf({ network }: RunConfig, inputs: number, outputs: number): number {
  const widths = [inputs, ...network.encoderHidden, network.latent, ...network.headHidden, outputs];
  return widths.slice(1).reduce((sum, width, i) => sum + width * (widths[i] as number), 0); // i < widths.length
}
