import type { Value } from '#compute/value.ts';
import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import { storedSize } from '#core/spaces.ts';
import type { Algorithm, ProgramContext } from './algorithm.ts';
import { type Observing, program, type Writer } from './contract.ts';
import { PPO_HYPERPARAMETERS, PPO_SETTINGS } from './ppo-hyperparameters.ts';
import { actorAndCritic, allowed, input, isShared, maskOf } from './ppo-networks.ts';
import { ppoUpdate } from './ppo-update.ts';

/**
 * Proximal policy optimization (Schulman et al. 2017), the form that clips: an actor and a critic with networks of
 * their own or with one encoder, generalised advantages (Schulman et al. 2016) of rollouts, several epochs of minibatches from each.
 * Beyond the paper, after OpenAI's baselines and AgileRL: the critic's loss is clipped too, advantages are normalised
 * over the rollout, and the gradient of each network is shortened. The critic has a limit of its own, since returns
 * have units: AgileRL's 0.2 for both lets it take hundreds of rollouts to learn returns of −100.
 *
 * Where choices are masked, the mask is added to the logits before anything is made of them, when acting and when
 * learning alike (Huang and Ontañón 2022, "A closer look at invalid action masking in policy gradient algorithms"): a
 * choice that cannot be made has no probability, no part in the entropy and no gradient.
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
        'Half the mean squared error of the critic against the returns of the rollout, clipped as in the update.',
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
  hyperparameters: PPO_HYPERPARAMETERS,
  settings: PPO_SETTINGS,
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
