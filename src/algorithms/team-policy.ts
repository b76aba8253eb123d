import type { Builder } from '#compute/builder.ts';
import type { Value } from '#compute/value.ts';
import type {
  HyperparameterDeclaration,
  NetworkDeclaration,
  SettingDeclaration,
} from '#core/algorithm.ts';
import type { Player } from '#core/environment.ts';
import type { Purpose } from '#core/random.ts';
import type { RunConfig } from '#core/run-config.ts';
import {
  choiceWidths,
  type Group,
  groupsOf,
  networkFor,
  observationWidths,
  type Share,
  sharesOf,
  total,
} from '#core/team.ts';
import type { Algorithm, ProgramContext } from './algorithm.ts';
import { type Observing, program, type Writer } from './contract.ts';
import * as single from './deterministic-policy.ts';
import { perPlayer, shareNetworks } from './shared-networks.ts';
import { jointStep } from './transition.ts';

/**
 * Parts that MADDPG and MATD3 share: actors that see what their player sees, critics that see all observations and
 * actions, targets of all of them. An action is numbers in [−1, 1], or a number per choice that sum up to 1: the
 * environment is given the choice with the greatest.
 */

const BATCH = { hyperparameter: 'batchSize' };

/** Its encoder stays as it is, since critics have none that could follow (as in AgileRL). */
export const ACTOR: NetworkDeclaration = {
  ...single.ACTOR,
  perPlayer,
  outputs: 'choices',
  choiceActivation: 'identity',
  fixedEncoder: true,
};

export const critic = (name: string, label: string): NetworkDeclaration => ({
  ...single.critic(name, label),
  perPlayer,
  sees: 'all',
  headInput: 'actions',
  flatEncoder: true,
});

/** AgileRL's defaults for teams. */
const INITIAL: Readonly<Record<string, number>> = {
  learningRateActor: 1e-3,
  learningRateCritic: 1e-2,
  gamma: 0.95,
};

export const hyperparameters: readonly HyperparameterDeclaration[] = single
  .hyperparameters(0.01)
  .map((declared) => ({ ...declared, initial: INITIAL[declared.name] ?? declared.initial }));

/** Settings of the noise on actions that are numbers; choices are explored by what they are drawn from. */
const NOISE = ['noise', 'noiseDeviation', 'noiseTheta', 'noiseTimeStep'];

/** Settings of these names, as the rules for one player declare them. */
export const settingsOf = (
  names: readonly string[],
  ...given: Parameters<typeof single.settings>
) => single.settings(...given).filter(({ name }) => names.includes(name));

export const TEAM_SETTINGS: readonly SettingDeclaration[] = [
  shareNetworks(false),
  {
    name: 'logitPenalty',
    label: 'Penalty on logits',
    explanation:
      'What the mean square of an actor’s outputs for choices costs it, so that it goes on trying others until one is known to be the best. 0: nothing.',
    actions: 'choices',
    kind: 'real',
    initial: 0,
    lowest: 0,
    highest: 1,
    optional: true,
  },
  ...settingsOf(NOISE, 1, 0),
];

/** A player of a team, with its columns in joint values. */
export interface Member {
  readonly player: Player;
  readonly group: Group;
  /** Columns of its observation in those of all players. */
  readonly observed: Share;
  /** Columns of its action in those of all players, with a number per choice. */
  readonly chosen: Share;
}

export function teamOf({ players, config }: ProgramContext): readonly Member[] {
  const groups = groupsOf(players, config.settings[perPlayer.sharedIf] === true);
  const observed = sharesOf(observationWidths(players));
  const chosen = sharesOf(choiceWidths(players));
  return players.map((player, i) => ({
    player,
    group: groups.find(({ members }) => members.includes(i)) as Group, // of all players
    observed: observed[i] as Share, // one per player
    chosen: chosen[i] as Share,
  }));
}

const hasChoices = ({ player }: Member): boolean => player.actionSpace.kind !== 'box';

/** All but the updates. */
export const teamPolicy: Pick<Algorithm, 'transition' | 'learnsFrom' | 'keepsState'> = {
  transition: ({ players }) => jointStep(players),
  learnsFrom: () => 'samples',
  keepsState: (context) => needsBegins(context),
};

export const acting = (context: ProgramContext) => [
  program('act', (p) => explore(p, context)),
  program('evaluate', (p) =>
    p.output('actions', greedy(p, context, context.config.evaluation.episodes)),
  ),
  program('play', (p) => p.output('actions', greedy(p, context, 1))),
];

/** Outputs of a member's actor for everybody's observations: a logit per choice, or numbers in [−1, 1]. */
const outputsOf = (p: Builder, member: Member, network: string, observations: Value): Value =>
  p.forward(networkFor(network, member.group), p.columns(observations, member.observed));

/** An action from an actor's outputs and noise of its kind; null: none, of numbers. */
function choose(p: Builder, member: Member, outputs: Value, noise: Value | null): Value {
  if (!noise) return p.columns(outputs, { from: 0, width: member.chosen.width });
  return hasChoices(member) ? p.softmax(p.sum(noise, outputs)) : p.clampedSum(noise, outputs);
}

function input(p: Observing, { players }: ProgramContext, rows: number): Value {
  return p.input('observations', rows, total(observationWidths(players)));
}

/** Choices are drawn anew at every step, so only numbers may have noise that changes slowly. */
const needsBegins = (context: ProgramContext): boolean =>
  single.isSlow(context.config) && teamOf(context).some((member) => !hasChoices(member));

/** Everybody's actions without noise, as the environment takes them. */
function greedy(p: Observing, context: ProgramContext, rows: number): Value {
  const observations = input(p, context, rows);
  return p.beside(
    ...teamOf(context).map((member) => {
      const outputs = outputsOf(p, member, ACTOR.name, observations);
      return hasChoices(member) ? p.argmax(outputs) : choose(p, member, outputs, null);
    }),
  );
}

/** Writes an act with noise: Gumbel noise makes of choices a draw, numbers are pushed as the run says. */
function explore(p: Writer<'act'>, context: ProgramContext): void {
  const rows = context.config.training.environmentsPerAgent;
  const observations = input(p, context, rows);
  const team = teamOf(context);
  const begins = needsBegins(context) ? p.input('begins', rows, 1) : null;
  const samples = team.map((member) => {
    const noise = hasChoices(member)
      ? p.gumbelNoise(rows, member.chosen.width, 'explore')
      : single.noiseOn(
          p,
          context.config,
          rows,
          member.chosen.width,
          begins,
          `noise/${member.player.name}`,
        );
    return choose(p, member, outputsOf(p, member, ACTOR.name, observations), noise);
  });
  p.output('samples', p.beside(...samples));
  p.output(
    'actions',
    p.beside(
      ...team.map((member, i) => {
        const sample = samples[i] as Value; // one per member
        return hasChoices(member) ? p.argmax(sample) : sample;
      }),
    ),
  );
}

/** Joint transitions, everybody's numbers side by side: [B × Σ]; rewards and ends one per player. */
export type Batch = Readonly<
  Record<'observations' | 'actions' | 'rewards' | 'nextObservations' | 'terminated', Value>
>;

/** A minibatch from the replay buffer. All programs that a step runs draw the same one. */
export const minibatch = (p: Builder, { players }: ProgramContext): Batch =>
  p.sample(jointStep(players), BATCH);

/** The noise that a member's action is drawn with; null: none. */
export type Noise = (p: Builder, member: Member) => Value | null;

/** Noise that makes choices a draw that has a gradient. Numbers need none. */
export const drawnFor =
  (purpose: Purpose): Noise =>
  (p, member) =>
    hasChoices(member) ? p.gumbelNoise(BATCH, member.chosen.width, purpose) : null;

/** The same, and clip(N(0, σ), ±c) on numbers where σ is not 0. */
export const smoothed =
  ({ settings }: RunConfig): Noise =>
  (p, member) => {
    const deviation = settings['smoothingDeviation'] as number; // declared, as is the bound
    if (hasChoices(member) || deviation === 0) return drawnFor('smooth')(p, member);
    const clip = settings['smoothingClip'] as number;
    return p.gaussianNoise(BATCH, member.chosen.width, { purpose: 'smooth', deviation, clip });
  };

/** a′ = (μ′₁(o′₁), …, μ′ₙ(o′ₙ)): all players' next actions by the targets. */
export const nextActions = (
  p: Builder,
  team: readonly Member[],
  { nextObservations }: Batch,
  noise: Noise,
): Value =>
  p.beside(
    ...team.map((member) => {
      const outputs = outputsOf(p, member, `${ACTOR.name}Target`, nextObservations);
      return choose(p, member, outputs, noise(p, member));
    }),
  );

/** y = rᵢ + γ Q′ᵢ(x′, a′) for the i-th member, where the task has not ended for it. */
export function targetFor(
  p: Builder,
  i: number,
  { rewards, terminated }: Batch,
  next: Value,
): Value {
  const own = { from: i, width: 1 };
  return p.tdTarget({
    next,
    rewards: p.columns(rewards, own),
    terminated: p.columns(terminated, own),
    gamma: { hyperparameter: 'gamma' },
  });
}

/**
 * The gradient of −mean Qᵢ(x, a) through a critic into the member's actor, its own action being what the actor chooses
 * and the others' as they were; gives that loss.
 */
export function climb(
  p: Builder,
  { config }: ProgramContext,
  member: Member,
  network: string,
  { observations, actions }: Batch,
  noise: Noise,
): Value {
  const outputs = outputsOf(p, member, ACTOR.name, observations);
  const own = choose(p, member, outputs, noise(p, member));
  const q = p.forward(
    networkFor(network, member.group),
    observations,
    withOwn(p, member, actions, own),
  );
  const { gradient, loss } = p.negativeMean(q);
  const { joined } = p.backwardInput(q, gradient, { weights: false });
  const slope = p.columns(joined as Value, member.chosen); // a critic has a second input
  p.backward(outputs, hasChoices(member) ? penalised(p.softmaxGradient(own, slope)) : slope);
  return loss;

  function penalised(gradient: Value): Value {
    const penalty = config.settings['logitPenalty'] as number | undefined; // declared
    if (!penalty) return gradient;
    return p.decayed(
      gradient,
      p.columns(outputs, { from: 0, width: member.chosen.width }),
      penalty,
    );
  }
}

/** Everybody's actions with another in the place of the member's. */
function withOwn(p: Builder, { chosen }: Member, actions: Value, own: Value): Value {
  const end = chosen.from + chosen.width;
  const after = (actions.width as number) - end; // a fixed width
  return p.beside(
    ...(chosen.from > 0 ? [p.columns(actions, { from: 0, width: chosen.from })] : []),
    own,
    ...(after > 0 ? [p.columns(actions, { from: end, width: after })] : []),
  );
}

/** Adds losses, one per member. */
export const summed = (p: Builder, losses: readonly Value[]): Value =>
  losses.reduce((sum, loss) => p.sum(sum, loss));
