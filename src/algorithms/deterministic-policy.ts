import type { Builder } from '#compute/builder.ts';
import type { Value } from '#compute/value.ts';
import type {
  AlgorithmDeclaration,
  HyperparameterDeclaration,
  MetricDeclaration,
  NetworkDeclaration,
  OptimizerDeclaration,
  SettingDeclaration,
} from '#core/algorithm.ts';
import type { RunConfig } from '#core/run-config.ts';
import { choiceSize, storedSize } from '#core/spaces.ts';
import type { Algorithm, ProgramContext } from './algorithm.ts';
import type { Observing, Writer } from './contract.ts';
import { DISCOUNT, REPLAY_BATCH_SIZE } from './shared-hyperparameters.ts';
import { oneStep } from './transition.ts';

/**
 * Parts that DDPG and TD3 share: an actor μ that names one action per observation, critics that value an action,
 * targets of all of them, and noise to explore by. Actions lie in [−1, 1]; they are scaled at the environment.
 */

const BATCH = { hyperparameter: 'batchSize' };
const TAU = { hyperparameter: 'tau' };

export const ACTOR: NetworkDeclaration = {
  name: 'actor',
  label: 'Actor',
  role: 'policy',
  outputs: 'action',
  outputActivation: 'tanh',
  encoderLayerNorm: true,
};

/** LayerNorm in the encoder keeps critics of continuous actions from learning (AgileRL, pull request 469). */
export const critic = (name: string, label: string): NetworkDeclaration => ({
  name,
  label,
  role: 'evaluation',
  headInput: 'action',
  outputs: 'one',
  outputActivation: 'identity',
  encoderLayerNorm: false,
});

/** The slowly following copy of a network. */
export const targetOf = (online: NetworkDeclaration): NetworkDeclaration => ({
  ...online,
  name: `${online.name}Target`,
  label: `${online.label}, target`,
  role: 'target',
  targetOf: online.name,
});

const learningRate = (
  whose: string,
  agileRL: string,
  initial: number,
): HyperparameterDeclaration => ({
  name: `learningRate${whose}`,
  label: `Learning rate of the ${whose.toLowerCase()}`,
  explanation: `How far one update moves the weights of the ${whose.toLowerCase()}.`,
  agileRL,
  kind: 'real',
  initial,
  lowest: 1e-7,
  highest: 1,
  range: { evolves: true, min: 1e-5, max: 1e-2, grow: 1.2, shrink: 0.8 },
  scale: 'log',
  words: {
    subject: `${whose.toLowerCase()}’s learning rate`,
    short: `${whose.toLowerCase()}’s rate`,
  },
});

/** AgileRL's defaults, tau apart. */
export const hyperparameters = (tau: number): readonly HyperparameterDeclaration[] => [
  learningRate('Actor', 'lr_actor', 1e-4),
  learningRate('Critic', 'lr_critic', 1e-3),
  REPLAY_BATCH_SIZE,
  {
    name: 'learnStep',
    label: 'Steps per update',
    explanation:
      'Environment steps between two updates. Fewer steps learn more from each, and cost more.',
    agileRL: 'learn_step',
    kind: 'integer',
    initial: 5,
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
    explanation: 'Share of the way that the targets follow their networks at a time.',
    agileRL: 'tau',
    kind: 'real',
    initial: tau,
    lowest: 1e-5,
    highest: 1,
    range: { evolves: false, min: 1e-4, max: 0.1, grow: 1.2, shrink: 0.8 },
    scale: 'log',
    words: { subject: 'target rate τ', short: 'τ' },
  },
];

/** Metrics that updates of a critic and of the actor measure. */
export const criticLoss = (name: string, label: string): MetricDeclaration => ({
  name,
  label,
  explanation: 'Mean squared error of the critic against its target.',
  program: 'learn',
});
export const ACTOR_LOSS: MetricDeclaration = {
  name: 'actorLoss',
  label: 'Actor loss',
  explanation:
    'Minus the value that the critic gives the actor’s actions, in units of the return: it falls as the critic sees better ones.',
  program: 'learnActor',
};

const MOST_DELAY = 100;

/** Fields for how an algorithm explores, how often the actor learns, and how far target actions are blurred. */
export const settings = (
  policyDelay: number,
  smoothingDeviation: number,
): readonly SettingDeclaration[] => [
  {
    name: 'policyDelay',
    label: 'Policy delay',
    explanation:
      'The actor and the targets move once for so many updates of the critic, so that the actor follows a critic that has settled.',
    agileRL: 'policy_freq',
    kind: 'integer',
    initial: policyDelay,
    lowest: 1,
    highest: MOST_DELAY,
  },
  {
    name: 'noise',
    label: 'Exploration noise',
    explanation:
      'Gaussian noise is new at every step; Ornstein-Uhlenbeck noise changes slowly, and so pushes one way for a while.',
    agileRL: 'O_U_noise',
    actions: 'numbers',
    kind: 'choice',
    initial: 'ou',
    choices: [
      { value: 'ou', label: 'Ornstein-Uhlenbeck' },
      { value: 'gaussian', label: 'Gaussian' },
    ],
  },
  {
    name: 'noiseDeviation',
    label: 'Exploration deviation',
    explanation: 'How far noise pushes the actions while exploring; actions lie in [−1, 1].',
    agileRL: 'expl_noise',
    actions: 'numbers',
    kind: 'real',
    initial: 0.1,
    lowest: 0,
    highest: 10,
    exploration: true,
  },
  {
    name: 'noiseTheta',
    label: 'Pull of the noise',
    explanation: 'How fast Ornstein-Uhlenbeck noise is pulled back to 0, per unit of its time.',
    agileRL: 'theta',
    actions: 'numbers',
    kind: 'real',
    initial: 0.15,
    lowest: 0,
    highest: 1,
  },
  {
    name: 'noiseTimeStep',
    label: 'Time step of the noise',
    explanation: 'How much of its time passes for Ornstein-Uhlenbeck noise in one step.',
    agileRL: 'dt',
    actions: 'numbers',
    kind: 'real',
    initial: 0.01,
    lowest: 1e-4,
    highest: 1,
  },
  {
    name: 'randomStart',
    label: 'Random start',
    explanation:
      'Until the learning delay is over, actions are drawn evenly from all there are, so that the first thing learned from is not what an untaught network happens to do.',
    kind: 'boolean',
    initial: false,
    optional: true,
  },
  {
    name: 'smoothingDeviation',
    label: 'Target smoothing',
    explanation:
      'Deviation of the noise on target actions, so that a critic cannot be fooled by a peak of its own making. 0: none.',
    actions: 'numbers',
    kind: 'real',
    initial: smoothingDeviation,
    lowest: 0,
    highest: 1,
  },
  {
    name: 'smoothingClip',
    label: 'Smoothing bound',
    explanation: 'Noise on target actions goes no further than this.',
    actions: 'numbers',
    kind: 'real',
    initial: 0.5,
    lowest: 0,
    highest: 2,
  },
];

const real = ({ settings: chosen }: RunConfig, name: string) => chosen[name] as number; // declared above

/** Acting, and when the actor learns; all but the updates themselves. */
export const deterministicPolicy: Pick<
  Algorithm,
  'transition' | 'actsAtRandomFirst' | 'keepsState' | 'delayed'
> = {
  transition: oneStep,
  actsAtRandomFirst: ({ settings: chosen }) => chosen['randomStart'] === true,
  keepsState: ({ config }) => isSlow(config),
  delayed: [{ program: 'learnActor', every: (config) => real(config, 'policyDelay') }],
};

/** The actor's actions for observations that the host writes, without noise. */
export function act(p: Observing, { observationSpace }: ProgramContext, rows: number): Value {
  return p.forward('actor', p.input('observations', rows, choiceSize(observationSpace)));
}

/** The same, with the noise that the run explores by. */
export function explore(p: Writer<'act'>, context: ProgramContext): Value {
  const { actionSpace, config } = context;
  const rows = config.training.environmentsPerAgent;
  const action = act(p, context, rows);
  const begins = isSlow(config) ? p.input('begins', rows, 1) : null;
  return p.clampedSum(action, noiseOn(p, config, rows, storedSize(actionSpace), begins));
}

/** Tells whether noise changes slowly over an episode, and so must be told where one begins. */
export const isSlow = ({ settings: chosen }: RunConfig): boolean => chosen['noise'] === 'ou';

/** Noise to explore by, [rows × width]; `begins`, [rows × 1]: null where it is new at every step. `name`: of its state. */
export function noiseOn(
  p: Writer<'act'>,
  config: RunConfig,
  rows: number,
  width: number,
  begins: Value | null,
  name = 'noise',
): Value {
  const deviation = real(config, 'noiseDeviation');
  if (!begins) return p.gaussianNoise(rows, width, { purpose: 'explore', deviation });
  const state = p.state(name, rows, width);
  const noise = p.ornsteinUhlenbeck(p.zeroWhere(state, begins), {
    theta: real(config, 'noiseTheta'),
    deviation,
    timeStep: real(config, 'noiseTimeStep'),
  });
  p.assign(state, noise);
  return noise;
}

/** A minibatch from the replay buffer. All programs that a step runs draw the same one. */
export const minibatch = (p: Builder, context: ProgramContext) => p.sample(oneStep(context), BATCH);

/** a′ = clip(μ′(s′) + clip(N(0, σ), ±c), ±1), and μ′(s′) where nothing is smoothed. */
export function targetAction(
  p: Builder,
  { actionSpace, config }: ProgramContext,
  nextObservations: Value,
): Value {
  const action = p.forward('actorTarget', nextObservations);
  const deviation = real(config, 'smoothingDeviation');
  if (deviation === 0) return action;
  const noise = p.gaussianNoise(BATCH, storedSize(actionSpace), {
    purpose: 'smooth',
    deviation,
    clip: real(config, 'smoothingClip'),
  });
  return p.clampedSum(action, noise);
}

/** The gradient of a critic's mean squared error against the target; gives its loss. */
export function regress(
  p: Builder,
  network: string,
  observations: Value,
  actions: Value,
  target: Value,
): Value {
  const q = p.forward(network, observations, actions);
  const { gradient, loss } = p.squaredError(q, target);
  p.backward(q, gradient);
  return loss;
}

/** The gradient of −mean Q(s, μ(s)) through the critic into the actor (Silver et al. 2014); gives that loss. */
export function climb(p: Builder, network: string, observations: Value): Value {
  const action = p.forward('actor', observations);
  const q = p.forward(network, observations, action);
  const { gradient, loss } = p.negativeMean(q);
  const { joined } = p.backwardInput(q, gradient, { weights: false });
  p.backward(action, joined as Value); // a critic has a second input
  return loss;
}

/** One step of Adam of every network that the optimizer moves. */
export function optimise(p: Builder, { networks, learningRate: rate }: OptimizerDeclaration): void {
  for (const network of networks) p.adam(network, { hyperparameter: rate });
}

/** Every target follows its network. */
export function follow(p: Builder, { networks }: AlgorithmDeclaration): void {
  for (const { name, targetOf: online } of networks)
    if (online !== undefined) p.softUpdate(name, online, TAU);
}
