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
  summed,
  TEAM_SETTINGS,
  targetFor,
  teamOf,
  teamPolicy,
} from './team-policy.ts';

/**
 * Multi-agent deep deterministic policy gradient (Lowe et al. 2017): every player acts by what it sees alone, while the
 * critic that teaches it sees all observations and all actions. Choices are drawn by a Gumbel softmax, as in the paper.
 * Departures from it: the penalty on the size of logits is a setting (theirs is 0.001), each actor climbs a critic that
 * has already made its step (as in AgileRL), and players of a kind may share networks.
 */
const CRITIC = critic('critic', 'Critic');

const declaration: AlgorithmDeclaration = {
  id: 'maddpg',
  title: 'MADDPG',
  summary:
    'For teams: everybody acts by what they see alone, and is taught by a critic that sees everything and knows what all did.',
  source:
    'Lowe et al. 2017, "Multi-agent actor-critic for mixed cooperative-competitive environments"',
  actionSpaces: ['discrete', 'box'],
  training: 'off-policy',
  activationMutation: false,
  networks: [ACTOR, CRITIC, targetOf(ACTOR), targetOf(CRITIC)],
  optimizers: [
    { name: 'actors', networks: ['actor'], learningRate: 'learningRateActor' },
    { name: 'critics', networks: ['critic'], learningRate: 'learningRateCritic' },
  ],
  metrics: [criticLoss('criticLoss', 'Critic loss'), { ...ACTOR_LOSS, program: 'learn' }],
  hyperparameters,
  settings: TEAM_SETTINGS,
};

export const maddpg: Algorithm = {
  declaration,
  ...teamPolicy,
  programs: (context) => [
    ...acting(context),
    program('learn', (p) =>
      measure(
        p,
        maddpgUpdate(p, context, minibatch(p, context), drawnFor('smooth'), drawnFor('choose')),
      ),
    ),
  ],
};

/** One step of every player's critic and actor on joint transitions, then the targets follow. Losses are sums over players. */
export function maddpgUpdate(
  p: Builder,
  context: ProgramContext,
  batch: Batch,
  ofTargets: Noise,
  ofActors: Noise,
): { readonly criticLoss: Value; readonly actorLoss: Value } {
  const team = teamOf(context);
  const { observations, actions, nextObservations } = batch;
  const next = nextActions(p, team, batch, ofTargets);
  const losses = team.map((member, i) => {
    const [own, target] = [CRITIC.name, `${CRITIC.name}Target`].map((name) =>
      networkFor(name, member.group),
    ) as [string, string];
    const y = targetFor(p, i, batch, p.forward(target, nextObservations, next));
    const ofCritic = regress(p, own, observations, actions, y);
    p.adam(own, { hyperparameter: 'learningRateCritic' });

    const ofActor = climb(p, context, member, CRITIC.name, batch, ofActors);
    p.adam(networkFor(ACTOR.name, member.group), { hyperparameter: 'learningRateActor' });
    return { ofCritic, ofActor };
  });
  follow(p, expanded(declaration, context.players, context.config.settings));
  return {
    criticLoss: summed(
      p,
      losses.map(({ ofCritic }) => ofCritic),
    ),
    actorLoss: summed(
      p,
      losses.map(({ ofActor }) => ofActor),
    ),
  };
}
