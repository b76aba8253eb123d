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
 * Twin delayed DDPG (Fujimoto et al. 2018): of two critics the more careful one is believed, the actor and the targets
 * move once for every few updates of the critics, and target actions are smoothed. Beside the paper's Gaussian noise that of
 * Ornstein and Uhlenbeck is on offer, as in AgileRL; purely random actions at first are a choice.
 */
const CRITICS = [critic('critic1', 'Critic 1'), critic('critic2', 'Critic 2')];
const actorAdam: OptimizerDeclaration = {
  name: 'actor',
  networks: ['actor'],
  learningRate: 'learningRateActor',
};
const criticsAdam: OptimizerDeclaration = {
  name: 'critics',
  networks: CRITICS.map(({ name }) => name),
  learningRate: 'learningRateCritic',
};

const declaration: AlgorithmDeclaration = {
  id: 'td3',
  title: 'TD3',
  summary:
    'DDPG with three cures for wishful thinking: two critics of which the lower is believed, an actor that waits for them, and blurred targets. For actions that are numbers.',
  source: 'Fujimoto et al. 2018, "Addressing function approximation error in actor-critic methods"',
  actionSpaces: ['box'],
  training: 'off-policy',
  activationMutation: false,
  networks: [ACTOR, ...CRITICS, targetOf(ACTOR), ...CRITICS.map(targetOf)],
  optimizers: [actorAdam, criticsAdam],
  metrics: [
    criticLoss('critic1Loss', 'Loss of critic 1'),
    criticLoss('critic2Loss', 'Loss of critic 2'),
    ACTOR_LOSS,
  ],
  hyperparameters: hyperparameters(5e-3),
  settings: settings(2, 0.2),
};

export const td3: Algorithm = {
  declaration,
  ...deterministicPolicy,
  programs: (context) => [
    program('act', (p) => p.output('actions', explore(p, context))),
    program('evaluate', (p) =>
      p.output('actions', act(p, context, context.config.evaluation.episodes)),
    ),
    program('play', (p) => p.output('actions', act(p, context, 1))),
    program('learn', (p) => criticsUpdate(p, context)),
    program('learnActor', (p) => actorUpdate(p, context)),
  ],
};

/** One step of both critics to y = r + γ min(Q′₁, Q′₂)(s′, a′), a′ the smoothed target action. */
function criticsUpdate(p: Writer<'learn'>, context: ProgramContext): void {
  const { observations, actions, rewards, nextObservations, terminated } = minibatch(p, context);
  const nextAction = targetAction(p, context, nextObservations);
  const next = p.minimum(
    p.forward('critic1Target', nextObservations, nextAction),
    p.forward('critic2Target', nextObservations, nextAction),
  );
  const target = p.tdTarget({ next, rewards, terminated, gamma: { hyperparameter: 'gamma' } });
  measure(p, {
    critic1Loss: regress(p, 'critic1', observations, actions, target),
    critic2Loss: regress(p, 'critic2', observations, actions, target),
  });
  optimise(p, criticsAdam);
}

/** One step of the actor up the first critic, then the targets follow. */
function actorUpdate(p: Writer<'learnActor'>, context: ProgramContext): void {
  const { observations } = minibatch(p, context);
  measure(p, { actorLoss: climb(p, 'critic1', observations) });
  optimise(p, actorAdam);
  follow(p, declaration);
}
