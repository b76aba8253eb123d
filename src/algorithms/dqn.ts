import type { Value } from '#compute/value.ts';
import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import { choiceSize } from '#core/spaces.ts';
import type { Algorithm, ProgramContext } from './algorithm.ts';
import { measure, program, type Writer } from './contract.ts';
import { DISCOUNT, LEARNING_RATE, REPLAY_BATCH_SIZE } from './shared-hyperparameters.ts';
import { oneStep, type Transition } from './transition.ts';

/**
 * Deep Q-Network (Mnih et al. 2015), with the double Q-learning target of van Hasselt et al. 2016 as an option.
 * Departures from the papers, after AgileRL: Adam for RMSProp, no clipping of the TD error, and a target network
 * that follows by soft updates (Lillicrap et al. 2016) after every gradient step.
 */
const declaration: AlgorithmDeclaration = {
  id: 'dqn',
  title: 'DQN',
  summary:
    'Learns how good each action is from remembered experience, and mostly takes the one that looks best.',
  source: 'Mnih et al. 2015, "Human-level control through deep reinforcement learning"',
  actionSpaces: ['discrete'],
  training: 'off-policy',
  masks: true,
  activationMutation: true,
  networks: [
    {
      name: 'online',
      label: 'Q-network',
      role: 'policy',
      outputs: 'choices',
      outputActivation: 'identity',
      encoderLayerNorm: true,
    },
    {
      name: 'target',
      label: 'Target network',
      role: 'target',
      targetOf: 'online',
      outputs: 'choices',
      outputActivation: 'identity',
      encoderLayerNorm: true,
    },
  ],
  optimizers: [{ name: 'adam', networks: ['online'], learningRate: 'learningRate' }],
  metrics: [
    {
      name: 'loss',
      label: 'Loss',
      explanation: 'Mean squared TD error of the minibatches that an agent learned from.',
      program: 'learn',
    },
    {
      name: 'tdError',
      label: 'TD error',
      explanation:
        'How far the value of an action taken was from the reward and the discounted value after it, without its sign, in units of the return.',
      program: 'learn',
    },
  ],
  hyperparameters: [
    LEARNING_RATE,
    REPLAY_BATCH_SIZE,
    {
      name: 'learnStep',
      label: 'Steps per update',
      explanation:
        'Environment steps between two updates. Fewer steps learn more from each, and cost more.',
      agileRL: 'learn_step',
      kind: 'integer',
      initial: 4,
      lowest: 1,
      highest: 1024,
      range: { evolves: true, min: 1, max: 16, grow: 1.5, shrink: 0.75 },
      scale: 'log',
      words: { subject: 'updates', short: 'updates', rarer: true },
    },
    DISCOUNT,
    {
      name: 'tau',
      label: 'Target rate τ',
      explanation:
        'Share of the way that the target network follows the online network after each update.',
      agileRL: 'tau',
      kind: 'real',
      initial: 0.005,
      lowest: 1e-5,
      highest: 1,
      range: { evolves: false, min: 1e-4, max: 0.1, grow: 1.2, shrink: 0.8 },
      scale: 'log',
      words: { subject: 'target rate τ', short: 'τ' },
    },
  ],
  settings: [
    {
      name: 'doubleQ',
      label: 'Double Q-learning',
      explanation:
        'The online network picks the next action and the target network values it, which keeps values from growing too hopeful.',
      agileRL: 'double',
      kind: 'boolean',
      initial: true,
    },
    {
      name: 'epsilonStart',
      label: 'Exploration at first',
      explanation: 'Share of actions taken at random when the run begins.',
      agileRL: 'eps_start',
      kind: 'real',
      initial: 1,
      lowest: 0,
      highest: 1,
    },
    {
      name: 'epsilonEnd',
      label: 'Exploration at last',
      explanation: 'Share of actions taken at random once exploration has faded.',
      agileRL: 'eps_end',
      kind: 'real',
      initial: 0.05,
      lowest: 0,
      highest: 1,
      atMost: 'epsilonStart',
      exploration: true,
    },
    {
      name: 'epsilonDecay',
      label: 'Exploration decay',
      explanation: 'Factor on the share of random actions after each step of all environments.',
      agileRL: 'eps_decay',
      kind: 'real',
      initial: 0.995,
      lowest: 0.5,
      highest: 1,
    },
  ],
};

export const dqn: Algorithm = {
  declaration,
  transition: (context) => (context.masked ? maskedStep(context) : oneStep(context)),
  exploration: {
    initial: ({ settings }) => settings['epsilonStart'] as number,
    next: ({ settings }, epsilon) =>
      Math.max(settings['epsilonEnd'] as number, epsilon * (settings['epsilonDecay'] as number)),
  },
  programs(context) {
    const { environmentsPerAgent } = context.config.training;
    return [
      program('act', (p) => {
        const epsilon = p.input('epsilon', 1, 1);
        p.output('actions', p.epsilonGreedy(qValues(p, context, environmentsPerAgent), epsilon));
      }),
      program('evaluate', (p) => {
        p.output('actions', p.argmax(qValues(p, context, context.config.evaluation.episodes)));
      }),
      program('play', (p) => {
        p.output('actions', p.argmax(qValues(p, context, 1)));
      }),
      program('learn', (p) => dqnUpdate(p, context)),
    ];
  },
};

/** Fields remembered where choices are masked: the next mask, too. */
const maskedStep = (spaces: ProgramContext) =>
  ({ ...oneStep(spaces), nextMask: choiceSize(spaces.actionSpace) }) satisfies Transition;

/** Q-values of observations that the host writes, [rows × K]; of masked choices far below all others. */
function qValues(
  p: Writer<'act' | 'evaluate' | 'play'>,
  { observationSpace, actionSpace, masked }: ProgramContext,
  rows: number,
): Value {
  const q = p.forward('online', p.input('observations', rows, choiceSize(observationSpace)));
  return masked ? p.sum(q, p.input('mask', rows, choiceSize(actionSpace))) : q;
}

/** One gradient step on the mean squared TD error of a minibatch, then one soft update of the target network. */
function dqnUpdate(p: Writer<'learn'>, context: ProgramContext): void {
  const rows = { hyperparameter: 'batchSize' };
  const batch = context.masked
    ? p.sample(maskedStep(context), rows)
    : { ...p.sample(oneStep(context), rows), nextMask: null };
  const { observations, actions, rewards, nextObservations, terminated, nextMask } = batch;
  const q = p.forward('online', observations);
  // The value of a position is that of the best choice that can be made in it.
  const allowed = (values: Value) => (nextMask ? p.sum(values, nextMask) : values);
  const next = allowed(p.forward('target', nextObservations));
  const best = context.config.settings['doubleQ']
    ? allowed(p.forward('online', nextObservations))
    : undefined;
  const gamma = { hyperparameter: 'gamma' };
  const { gradient, loss, error } = p.temporalDifference({
    q,
    next,
    best,
    actions,
    rewards,
    terminated,
    gamma,
  });
  p.backward(q, gradient);
  p.adam('online', { hyperparameter: 'learningRate' });
  p.softUpdate('target', 'online', { hyperparameter: 'tau' });
  measure(p, { loss, tdError: error });
}
