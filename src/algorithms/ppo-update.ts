import { storedSize } from '#core/spaces.ts';
import type { ProgramContext } from './algorithm.ts';
import { measure, type Writer } from './contract.ts';
import { actorAndCritic, allowed, input, maskOf } from './ppo-networks.ts';

/** One gradient step of actor and critic on a minibatch of the rollout that the host has written. */
export function ppoUpdate(p: Writer<'learn'>, context: ProgramContext): void {
  const { actionSpace, config } = context;
  const steps = {
    hyperparameter: 'learnStep',
    multipleOf: config.training.environmentsPerAgent,
  };
  const rollout = {
    observations: input(p, context, steps),
    actions: p.input('actions', steps, storedSize(actionSpace)),
    logProbabilities: p.input('logProbabilities', steps, 1),
    values: p.input('values', steps, 1),
    advantages: p.input('advantages', steps, 1),
    returns: p.input('returns', steps, 1),
  };
  const mask = maskOf(p, context, steps);
  const batchSize = { hyperparameter: 'batchSize' };
  const update = p.input('update', 1, 1);
  const rows = p.input('rows', 1, 1);
  const batch = mask
    ? p.shuffledRows({ ...rollout, mask }, batchSize, update, rows)
    : { ...p.shuffledRows(rollout, batchSize, update, rows), mask };
  const clip = { hyperparameter: 'clip' };
  const maximum = config.settings['maxGradientNorm'] as number; // declared as real

  const { latent, policy, values } = actorAndCritic(p, context, batch.observations);
  const surrogate = p.clippedSurrogate({
    policy: allowed(p, policy, batch.mask),
    distribution: actionSpace.kind === 'box' ? 'gaussian' : 'categorical',
    actions: batch.actions,
    logProbabilities: batch.logProbabilities,
    advantages: batch.advantages,
    clip,
    entropyCoefficient: { hyperparameter: 'entropyCoefficient' },
  });
  const error = p.clippedValueLoss({
    values,
    oldValues: batch.values,
    returns: batch.returns,
    clip: config.settings['valueClip'] as number, // declared as real
    coefficient: { hyperparameter: 'valueCoefficient' },
  });
  if (latent) {
    const ofActor = p.backwardInput(policy, surrogate.gradient).input;
    const ofCritic = p.backwardInput(values, error.gradient).input;
    p.backward(latent, p.sum(ofActor, ofCritic));
  } else {
    p.backward(policy, surrogate.gradient);
    p.backward(values, error.gradient);
  }
  for (const network of ['actor', 'critic']) {
    p.clipGradientNorm(network, maximum);
    p.adam(network, { hyperparameter: 'learningRate' });
  }

  const { policyLoss, entropy, divergence } = surrogate;
  measure(p, { policyLoss, valueLoss: error.loss, entropy, divergence });
}
