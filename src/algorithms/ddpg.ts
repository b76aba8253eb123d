import type { AlgorithmDeclaration, OptimizerDeclaration } from '#core/algorithm.ts';
import type { Algorithm, ProgramContext } from './algorithm.ts';
import { measure, program, type Writer } from './contract.ts';
import {
  ACTOR,
  ACTOR_LOSS,
  act,
  climb,
  critic,
  criticLoss,
  deterministicPolicy,
  explore,
  follow,
  hyperparameters,
  minibatch,
  optimise,
  regress,
  settings,
  targetAction,
  targetOf,
} from './deterministic-policy.ts';

/**
 * Deep deterministic policy gradient (Lillicrap et al. 2016). As in AgileRL the actor and the targets may move less
 * often than the critic, and target actions may be smoothed; both are off here, as in the paper. Departures from it: no
 * weight decay, and networks of this page's kind.
 */
const CRITIC = critic('critic', 'Critic');
const actorAdam: OptimizerDeclaration = {
  name: 'actor',
  networks: ['actor'],
  learningRate: 'learningRateActor',
};
const criticAdam: OptimizerDeclaration = {
  name: 'critic',
  networks: ['critic'],
  learningRate: 'learningRateCritic',
};

const declaration: AlgorithmDeclaration = {
  id: 'ddpg',
  title: 'DDPG',
  summary:
    'An actor names the action, a critic values it, and the actor moves to where the critic sees more. For actions that are numbers.',
  source: 'Lillicrap et al. 2016, "Continuous control with deep reinforcement learning"',
  actionSpaces: ['box'],
  training: 'off-policy',
  activationMutation: false,
  networks: [ACTOR, CRITIC, targetOf(ACTOR), targetOf(CRITIC)],
  optimizers: [actorAdam, criticAdam],
  metrics: [criticLoss('criticLoss', 'Critic loss'), ACTOR_LOSS],
  hyperparameters: hyperparameters(1e-3),
  settings: settings(1, 0),
};

export const ddpg: Algorithm = {
  declaration,
  ...deterministicPolicy,
  programs: (context) => [
    program('act', (p) => p.output('actions', explore(p, context))),
    program('evaluate', (p) =>
      p.output('actions', act(p, context, context.config.evaluation.episodes)),
    ),
    program('play', (p) => p.output('actions', act(p, context, 1))),
    program('learn', (p) => criticUpdate(p, context)),
    program('learnActor', (p) => actorUpdate(p, context)),
  ],
};

/** One step of the critic to y = r + γ Q′(s′, μ′(s′)). */
function criticUpdate(p: Writer<'learn'>, context: ProgramContext): void {
  const { observations, actions, rewards, nextObservations, terminated } = minibatch(p, context);
  const nextAction = targetAction(p, context, nextObservations);
  const next = p.forward('criticTarget', nextObservations, nextAction);
  const target = p.tdTarget({ next, rewards, terminated, gamma: { hyperparameter: 'gamma' } });
  measure(p, { criticLoss: regress(p, 'critic', observations, actions, target) });
  optimise(p, criticAdam);
}

/** One step of the actor up the critic, then the targets follow. */
function actorUpdate(p: Writer<'learnActor'>, context: ProgramContext): void {
  const { observations } = minibatch(p, context);
  measure(p, { actorLoss: climb(p, 'critic', observations) });
  optimise(p, actorAdam);
  follow(p, declaration);
}
