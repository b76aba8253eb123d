import type { Builder } from '#compute/builder.ts';
import type { Rows, Value } from '#compute/value.ts';
import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import { choiceSize, storedSize } from '#core/spaces.ts';
import type { Algorithm, ProgramContext } from './algorithm.ts';
import { measure, type Observing, program, type Writer } from './contract.ts';
import { DISCOUNT } from './shared-hyperparameters.ts';

/**
 * Proximal policy optimization (Schulman et al. 2017), the form that clips: an actor and a critic with networks of
 * their own or with one encoder, generalised advantages (Schulman et al. 2016) of rollouts, several epochs of minibatches from each.
 * Beyond the paper, after OpenAI's baselines and AgileRL: the critic's loss is clipped too, advantages are normalised
 * over the rollout, and the gradient of each network is shortened. The critic has a limit of its own, since returns
 * have units: AgileRL's 0.2 for both lets it take hundreds of rollouts to learn returns of −100.
 *
 * Where choices are masked, the mask is added to the logits before anything is made of them, when acting and when
 * learning alike (Huang and Ontañón 2022, "A closer look at invalid action masking in policy gradient algorithms"): what
 * cannot be chosen has no probability, no part in the entropy and no gradient.
 */
const declaration: AlgorithmDeclaration = {
  id: 'ppo',
  title: 'PPO',
  summary:
    'Learns directly how likely each action should be, in small careful steps, from what it has just tried.',
  source: 'Schulman et al. 2017, "Proximal policy optimization algorithms"',
  actionSpaces: ['discrete', 'box'],
  training: 'on-policy',
  masks: true,
  activationMutation: false,
  networks: [
    {
      name: 'actor',
      label: 'Actor',
      role: 'policy',
      outputs: 'distribution',
      outputActivation: 'identity',
      initialLogDeviation: 'initialLogDeviation',
      encoderLayerNorm: true,
    },
    {
      name: 'critic',
      label: 'Critic',
      role: 'evaluation',
      encoderOf: { network: 'actor', setting: 'shareEncoders' },
      outputs: 'one',
      outputActivation: 'identity',
      encoderLayerNorm: true,
    },
  ],
  optimizers: [{ name: 'adam', networks: ['actor', 'critic'], learningRate: 'learningRate' }],
  metrics: [
    {
      name: 'policyLoss',
      label: 'Policy loss',
      explanation:
        'The actor’s clipped loss, without the entropy bonus. Near 0 by its making: what matters is that it stays small.',
      program: 'learn',
    },
    {
      name: 'valueLoss',
      label: 'Value loss',
      explanation:
        'Mean squared error of the critic against the returns of the rollout, clipped as in the update.',
      program: 'learn',
    },
    {
      name: 'entropy',
      label: 'Entropy',
      explanation:
        'How undecided the policy is, in nats. It falls as some actions become more likely than others.',
      program: 'learn',
    },
    {
      name: 'divergence',
      label: 'Approximate KL',
      explanation:
        'How far the policy moved from the one that made the rollout: the mean of ρ − 1 − ln ρ, which estimates the KL divergence, in nats.',
      program: 'learn',
    },
  ],
  rules: [
    {
      lesser: 'batchSize',
      greater: 'learnStep',
      because: 'a minibatch is drawn from one rollout',
    },
  ],
  hyperparameters: [
    {
      name: 'learningRate',
      label: 'Learning rate',
      explanation:
        'How far one update moves the weights. Too small learns slowly, too large unlearns.',
      agileRL: 'lr',
      kind: 'real',
      initial: 1e-3,
      lowest: 1e-7,
      highest: 1,
      range: { evolves: true, min: 1e-4, max: 1e-2, grow: 1.2, shrink: 0.8 },
      scale: 'log',
      words: { subject: 'learning rate', short: 'rate' },
    },
    {
      name: 'batchSize',
      label: 'Batch size',
      explanation: 'Steps of the rollout that one update learns from.',
      agileRL: 'batch_size',
      kind: 'integer',
      initial: 128,
      lowest: 8,
      highest: 4096,
      range: { evolves: true, min: 32, max: 512, grow: 1.5, shrink: 0.75 },
      scale: 'log',
      words: { subject: 'batch size', short: 'batch' },
    },
    {
      name: 'learnStep',
      label: 'Rollout',
      explanation:
        'Environment steps that an agent makes before it learns from them, several times over, and forgets them.',
      agileRL: 'learn_step',
      kind: 'integer',
      initial: 512,
      lowest: 8,
      highest: 8192,
      range: { evolves: true, min: 128, max: 1024, grow: 1.5, shrink: 0.75 },
      scale: 'log',
    },
    {
      name: 'epochs',
      label: 'Epochs',
      explanation: 'How often each rollout is gone through.',
      agileRL: 'update_epochs',
      kind: 'integer',
      initial: 6,
      lowest: 1,
      highest: 30,
      range: { evolves: true, min: 2, max: 12, grow: 1.5, shrink: 0.75 },
      scale: 'linear',
    },
    {
      name: 'entropyCoefficient',
      label: 'Entropy bonus',
      explanation:
        'How much keeping several actions likely is rewarded, so that they go on being tried.',
      agileRL: 'ent_coef',
      kind: 'real',
      initial: 0.01,
      lowest: 0,
      highest: 1,
      exploration: true,
      range: { evolves: true, min: 1e-4, max: 0.05, grow: 1.2, shrink: 0.8 },
      scale: 'linear',
      words: { subject: 'entropy bonus', short: 'entropy' },
    },
    {
      name: 'clip',
      label: 'Clip ε',
      explanation:
        'How far an action’s probability may move from one rollout, as a share of itself.',
      agileRL: 'clip_coef',
      kind: 'real',
      initial: 0.2,
      lowest: 0.01,
      highest: 1,
      range: { evolves: false, min: 0.1, max: 0.4, grow: 1.2, shrink: 0.8 },
      scale: 'linear',
      words: { subject: 'clip ε', short: 'clip' },
    },
    {
      name: 'valueCoefficient',
      label: 'Value share',
      explanation: 'Weight of the critic’s error beside the actor’s.',
      agileRL: 'vf_coef',
      kind: 'real',
      initial: 0.5,
      lowest: 0.01,
      highest: 10,
      range: { evolves: false, min: 0.25, max: 1, grow: 1.2, shrink: 0.8 },
      scale: 'linear',
      words: { subject: 'value share', short: 'value' },
    },
    DISCOUNT,
    {
      name: 'lambda',
      label: 'Trace λ',
      explanation:
        'How far advantages look past the critic: 0 trusts it after one step, 1 only what was really rewarded.',
      agileRL: 'gae_lambda',
      kind: 'real',
      initial: 0.95,
      lowest: 0,
      highest: 1,
      range: { evolves: false, min: 0.9, max: 0.99, grow: 1.01, shrink: 0.99 },
      scale: 'linear',
      words: { subject: 'trace λ', short: 'λ' },
      nearOne: true,
    },
  ],
  settings: [
    {
      name: 'maxGradientNorm',
      label: 'Longest gradient',
      explanation: 'The gradient of each network is shortened to at most this before a step.',
      agileRL: 'max_grad_norm',
      kind: 'real',
      initial: 0.5,
      lowest: 0.01,
      highest: 100,
    },
    {
      name: 'valueClip',
      label: 'Value clip',
      explanation:
        'How far the critic’s value of an observation may move from one rollout, in units of the return.',
      kind: 'real',
      initial: 10,
      lowest: 0.01,
      highest: 1_000_000,
    },
    {
      name: 'targetKl',
      label: 'Furthest policy',
      explanation:
        'No more epochs once the policy has moved this far (as a KL divergence) from the one that made the rollout; 0 sets no limit.',
      agileRL: 'target_kl',
      kind: 'real',
      initial: 0,
      lowest: 0,
      highest: 1,
    },
    {
      name: 'normaliseAdvantages',
      label: 'Normalise advantages',
      explanation: 'Scales the advantages of a rollout to mean 0 and deviation 1.',
      kind: 'boolean',
      initial: true,
    },
    {
      name: 'shareEncoders',
      label: 'Share the encoder',
      explanation:
        'The critic reads what the actor’s encoder makes of an observation, and both teach it, in place of an encoder each.',
      agileRL: 'share_encoders',
      kind: 'boolean',
      initial: false,
      optional: true,
    },
    {
      name: 'stochasticEvaluation',
      label: 'Evaluate with chance',
      explanation: 'Whether evaluated agents draw their actions or take the likeliest.',
      kind: 'boolean',
      initial: false,
    },
    {
      name: 'initialLogDeviation',
      label: 'First log deviation',
      explanation:
        'Logarithm of the standard deviation with which real actions are drawn at first; choices have none.',
      agileRL: 'action_std_init',
      kind: 'real',
      initial: 0,
      lowest: -5,
      highest: 2,
    },
  ],
};

export const ppo: Algorithm = {
  declaration,
  learnsFrom: ({ actionSpace }) => (actionSpace.kind === 'box' ? 'samples' : 'actions'),
  programs(context) {
    const { environmentsPerAgent: lanes } = context.config.training;
    return [
      program('act', (p) => {
        const { policy, values } = actorAndCritic(p, context, input(p, context, lanes));
        const drawn = draw(p, context, allowed(p, policy, maskOf(p, context, lanes)));
        p.output('actions', drawn.actions);
        if (drawn.samples) p.output('samples', drawn.samples);
        p.output('logProbabilities', drawn.logProbabilities);
        p.output('values', values);
      }),
      program('value', (p) => {
        const observations = input(p, context, lanes);
        p.output(
          'values',
          isShared(context)
            ? p.decode('critic', p.encode('actor', observations))
            : p.forward('critic', observations),
        );
      }),
      program('evaluate', (p) => chosen(p, context, context.config.evaluation.episodes)),
      program('play', (p) => chosen(p, context, 1)),
      program('learn', (p) => ppoUpdate(p, context)),
    ];
  },
};

/** Builder of a program that is told masks. */
type Masking = Builder<'mask', never>;

/** Observations that the host writes. */
function input(p: Observing, { observationSpace }: ProgramContext, rows: Rows): Value {
  return p.input('observations', rows, choiceSize(observationSpace));
}

/** Mask that the host writes, by row; null where all can always be made. */
const maskOf = (p: Masking, { actionSpace, masked }: ProgramContext, rows: Rows): Value | null =>
  masked ? p.input('mask', rows, choiceSize(actionSpace)) : null;

/** Logits with those of masked choices far below all others. */
const allowed = (p: Masking, logits: Value, mask: Value | null): Value =>
  mask ? p.sum(logits, mask) : logits;

const isShared = ({ config }: ProgramContext) => config.settings['shareEncoders'] === true;

/** Outputs of both networks for observations, through one encoder or one each. */
function actorAndCritic(p: Observing, context: ProgramContext, observations: Value) {
  if (!isShared(context))
    return {
      latent: null,
      policy: p.forward('actor', observations),
      values: p.forward('critic', observations),
    };
  const latent = p.encode('actor', observations);
  return { latent, policy: p.decode('actor', latent), values: p.decode('critic', latent) };
}

/** Actions, and the logarithm of their probability or density. */
interface DrawnActions {
  readonly actions: Value;
  /** Samples of real actions as they were drawn, before they were kept within their bounds. */
  readonly samples?: Value;
  readonly logProbabilities: Value;
}

/** Actions from the policy's distributions. */
function draw(p: Observing, { actionSpace }: ProgramContext, policy: Value): DrawnActions {
  return actionSpace.kind === 'box'
    ? p.sampleGaussian(policy, storedSize(actionSpace))
    : p.sampleCategorical(policy);
}

/** Actions of an agent that does not train: the likeliest, unless the run says otherwise. */
function chosen(p: Writer<'play'>, context: ProgramContext, rows: number): void {
  const { actionSpace, config } = context;
  const logits = p.forward('actor', input(p, context, rows));
  const policy = allowed(p, logits, maskOf(p, context, rows));
  const mode = () =>
    actionSpace.kind === 'box' ? p.gaussianMode(policy, storedSize(actionSpace)) : p.argmax(policy);
  const stochastic = config.settings['stochasticEvaluation'];
  p.output('actions', stochastic ? draw(p, context, policy).actions : mode());
}

/** One gradient step of actor and critic on a minibatch of the rollout that the host has written. */
function ppoUpdate(p: Writer<'learn'>, context: ProgramContext): void {
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
  const rows = { hyperparameter: 'batchSize' };
  const update = p.input('update', 1, 1);
  const batch = mask
    ? p.shuffledRows({ ...rollout, mask }, rows, update)
    : { ...p.shuffledRows(rollout, rows, update), mask };
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
