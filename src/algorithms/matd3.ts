import type { Builder } from '#compute/builder.ts';
import type { Value } from '#compute/value.ts';
import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import { expanded, networkFor } from '#core/team.ts';
import type { Algorithm, ProgramContext } from './algorithm.ts';
import { measure, program } from './contract.ts';
import { ACTOR_LOSS, criticLoss, follow, regress, targetOf } from './deterministic-policy.ts';
import {
  ACTOR,
  acting,
  type Batch,
  climb,
  critic,
  drawnFor,
  hyperparameters,
  minibatch,
  type Noise,
  nextActions,
  settingsOf,
  smoothed,
  summed,
  TEAM_SETTINGS,
  targetFor,
  teamOf,
  teamPolicy,
} from './team-policy.ts';

/**
 * Multi-agent TD3 (Ackermann et al. 2019): MADDPG with two critics per player of which the more careful is believed, actors
 * and targets that move once for every few updates of the critics, and blurred target actions. Choices are blurred
 * by the Gumbel noise that they are drawn with. Departures: as MADDPG's. AgileRL leaves the blur out; a deviation of 0 does.
 */
const CRITICS = [critic('critic1', 'Critic 1'), critic('critic2', 'Critic 2')];

const declaration: AlgorithmDeclaration = {
  id: 'matd3',
  title: 'MATD3',
  summary:
    'MADDPG with TD3’s three cures for wishful thinking: two critics per player of which the lower is believed, actors that wait for them, and blurred targets.',
  source:
    'Ackermann et al. 2019, "Reducing overestimation bias in multi-agent domains using double centralized critics"',
  actionSpaces: ['discrete', 'box'],
  training: 'off-policy',
  activationMutation: false,
  networks: [ACTOR, ...CRITICS, targetOf(ACTOR), ...CRITICS.map(targetOf)],
  optimizers: [
    { name: 'actors', networks: ['actor'], learningRate: 'learningRateActor' },
    {
      name: 'critics',
      networks: CRITICS.map(({ name }) => name),
      learningRate: 'learningRateCritic',
    },
  ],
  metrics: [
    criticLoss('critic1Loss', 'Loss of critic 1'),
    criticLoss('critic2Loss', 'Loss of critic 2'),
    ACTOR_LOSS,
  ],
  hyperparameters,
  settings: [
    ...TEAM_SETTINGS,
    ...settingsOf(['policyDelay', 'smoothingDeviation', 'smoothingClip'], 2, 0.2),
  ],
};

export const matd3: Algorithm = {
  declaration,
  ...teamPolicy,
  delayed: [
    { program: 'learnActor', every: ({ settings }) => settings['policyDelay'] as number }, // declared
  ],
  programs: (context) => [
    ...acting(context),
    program('learn', (p) =>
      measure(p, criticsUpdate(p, context, minibatch(p, context), smoothed(context.config))),
    ),
    program('learnActor', (p) =>
      measure(p, actorsUpdate(p, context, minibatch(p, context), drawnFor('choose'))),
    ),
  ],
};

/** One step of both critics of every player to y = rᵢ + γ min(Q′₁, Q′₂)(x′, a′). Losses are sums over players. */
export function criticsUpdate(
  p: Builder,
  context: ProgramContext,
  batch: Batch,
  ofTargets: Noise,
): { readonly critic1Loss: Value; readonly critic2Loss: Value } {
  const team = teamOf(context);
  const { observations, actions, nextObservations } = batch;
  const next = nextActions(p, team, batch, ofTargets);
  const losses = team.map(({ group }, i) => {
    const names = CRITICS.map(({ name }) => name);
    const [first, second] = names.map((name) =>
      p.forward(networkFor(`${name}Target`, group), nextObservations, next),
    ) as [Value, Value];
    const y = targetFor(p, i, batch, p.minimum(first, second));
    return names.map((name) => {
      const network = networkFor(name, group);
      const loss = regress(p, network, observations, actions, y);
      p.adam(network, { hyperparameter: 'learningRateCritic' });
      return loss;
    }) as [Value, Value];
  });
  return {
    critic1Loss: summed(
      p,
      losses.map(([first]) => first),
    ),
    critic2Loss: summed(
      p,
      losses.map(([, second]) => second),
    ),
  };
}

/** One step of every player's actor up its first critic, then the targets follow. The loss is the sum over players. */
export function actorsUpdate(
  p: Builder,
  context: ProgramContext,
  batch: Batch,
  ofActors: Noise,
): { readonly actorLoss: Value } {
  const losses = teamOf(context).map((member) => {
    const loss = climb(p, context, member, 'critic1', batch, ofActors);
    p.adam(networkFor(ACTOR.name, member.group), { hyperparameter: 'learningRateActor' });
    return loss;
  });
  follow(p, expanded(declaration, context.players, context.config.settings));
  return { actorLoss: summed(p, losses) };
}
