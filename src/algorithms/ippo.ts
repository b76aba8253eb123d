import type { Builder } from '#compute/builder.ts';
import type { Rows, Value } from '#compute/value.ts';
import type { AlgorithmDeclaration, NetworkDeclaration } from '#core/algorithm.ts';
import type { Player } from '#core/environment.ts';
import { storedSize } from '#core/spaces.ts';
import {
  actionWidths,
  type Group,
  groupsOf,
  networkFor,
  observationWidths,
  type Share,
  sharesOf,
  total,
} from '#core/team.ts';
import type { Algorithm, ProgramContext } from './algorithm.ts';
import { measure, type Observing, program, type Writer } from './contract.ts';
import { ppo } from './ppo.ts';
import { perPlayer, shareNetworks } from './shared-networks.ts';

/**
 * Independent PPO (de Witt et al. 2020): every player learns by PPO from what it sees and is rewarded for alone, as if
 * the others were part of the world; players of a kind may share networks, which then learn from the steps of all of
 * them. An update is as PPO's. Departures, from AgileRL's too: advantages are normalised over the rollout of all players
 * that share a network, and a minibatch is so many steps of all players.
 */
const UNSHARED = ['shareEncoders'];

const SUMMED_KL =
  'Of a team it is the sum over its actors: where none is shared, the divergence of what all do together. An actor that players share counts once, by the mean over them.';

const ofPlayers = ({ encoderOf: _, ...network }: NetworkDeclaration): NetworkDeclaration => ({
  ...network,
  perPlayer,
});

const declaration: AlgorithmDeclaration = {
  ...ppo.declaration,
  id: 'ippo',
  title: 'IPPO',
  summary:
    'For teams: everybody learns by PPO from what they see and are rewarded for alone, as if the others were part of the world.',
  source:
    'de Witt et al. 2020, "Is independent learning all you need in the StarCraft multi-agent challenge?"',
  networks: ppo.declaration.networks.map(ofPlayers),
  metrics: (ppo.declaration.metrics ?? []).map((metric) => ({
    ...metric,
    explanation: `${metric.explanation} Summed over the networks of a team.`,
  })),
  settings: [
    shareNetworks(true),
    ...ppo.declaration.settings
      .filter(({ name }) => !UNSHARED.includes(name))
      .map((setting) =>
        setting.name === 'targetKl'
          ? { ...setting, explanation: `${setting.explanation} ${SUMMED_KL}` }
          : setting,
      ),
  ],
};

export const ippo: Algorithm = {
  declaration,
  learnsFrom: () => 'samples',
  programs(context) {
    const { environmentsPerAgent: lanes } = context.config.training;
    return [
      program('act', (p) => act(p, context, input(p, context, lanes))),
      program('value', (p) => p.output('values', values(p, context, input(p, context, lanes)))),
      program('evaluate', (p) => chosen(p, context, context.config.evaluation.episodes)),
      program('play', (p) => chosen(p, context, 1)),
      program('learn', (p) => {
        const batch = p.shuffledRows(
          rollout(p, context),
          { hyperparameter: 'batchSize' },
          p.input('update', 1, 1),
          p.input('rows', 1, 1),
        );
        measure(p, ippoUpdate(p, context, batch));
      }),
    ];
  },
};

const groupsIn = ({ players, config }: ProgramContext): readonly Group[] =>
  groupsOf(players, config.settings[perPlayer.sharedIf] === true);

/** Observations of all players that the host writes. */
const input = (p: Observing, { players }: ProgramContext, rows: Rows): Value =>
  p.input('observations', rows, total(observationWidths(players)));

/** Outputs of each player's network for its own observations, in the order of players. */
function ownOutputs(
  p: Builder,
  context: ProgramContext,
  network: string,
  observations: Value,
): readonly Value[] {
  const shares = sharesOf(observationWidths(context.players));
  const groups = groupsIn(context);
  return context.players.map((_, player) => {
    const group = groups.find(({ members }) => members.includes(player)) as Group; // of all players
    const own = p.columns(observations, shares[player] as Share); // one per player
    return p.forward(networkFor(network, group), own);
  });
}

/** The critics' values, a column per player. */
const values = (p: Builder, context: ProgramContext, observations: Value): Value =>
  p.beside(
    ...ownOutputs(p, context, 'critic', observations).map((value) =>
      p.columns(value, { from: 0, width: 1 }),
    ),
  );

/** Every player draws from its own policy. */
function act(p: Writer<'act'>, context: ProgramContext, observations: Value): void {
  const drawn = ownOutputs(p, context, 'actor', observations).map(
    (policy, player) => draw(p, context.players[player] as Player, policy), // one per player
  );
  p.output('actions', p.beside(...drawn.map(({ actions }) => actions)));
  p.output('samples', p.beside(...drawn.map(({ samples }) => samples)));
  p.output('logProbabilities', p.beside(...drawn.map((each) => each.logProbabilities)));
  p.output('values', values(p, context, observations));
}

function draw(p: Builder, { actionSpace }: Player, policy: Value) {
  if (actionSpace.kind === 'box') return p.sampleGaussian(policy, storedSize(actionSpace));
  const { actions, logProbabilities } = p.sampleCategorical(policy);
  return { actions, samples: actions, logProbabilities };
}

/** Actions of an agent that does not train: the likeliest, unless the run says otherwise. */
function chosen(p: Writer<'play'>, context: ProgramContext, rows: number): void {
  const stochastic = context.config.settings['stochasticEvaluation'] === true;
  const actions = ownOutputs(p, context, 'actor', input(p, context, rows)).map((policy, i) => {
    const player = context.players[i] as Player; // one per player
    if (stochastic) return draw(p, player, policy).actions;
    const { actionSpace } = player;
    return actionSpace.kind === 'box'
      ? p.gaussianMode(policy, storedSize(actionSpace))
      : p.argmax(policy);
  });
  p.output('actions', p.beside(...actions));
}

/** Rollout as the host writes it: a row per step of an environment, all players' numbers side by side. */
type Rollout = Readonly<
  Record<
    'observations' | 'actions' | 'logProbabilities' | 'values' | 'advantages' | 'returns',
    Value
  >
>;

function rollout(p: Writer<'learn'>, context: ProgramContext): Rollout {
  const { players, config } = context;
  const steps = { hyperparameter: 'learnStep', multipleOf: config.training.environmentsPerAgent };
  return {
    observations: input(p, context, steps),
    actions: p.input('actions', steps, total(actionWidths(players))),
    logProbabilities: p.input('logProbabilities', steps, players.length),
    values: p.input('values', steps, players.length),
    advantages: p.input('advantages', steps, players.length),
    returns: p.input('returns', steps, players.length),
  };
}

/**
 * One gradient step of every actor and critic; where players share one, their steps lie one below the other. Returns
 * sums over networks.
 */
export function ippoUpdate(
  p: Builder,
  context: ProgramContext,
  batch: Rollout,
): Readonly<Record<'policyLoss' | 'valueLoss' | 'entropy' | 'divergence', Value>> {
  const { players, config } = context;
  const widths = {
    observations: observationWidths(players),
    actions: actionWidths(players),
    logProbabilities: players.map(() => 1),
    values: players.map(() => 1),
    advantages: players.map(() => 1),
    returns: players.map(() => 1),
  };
  const learned = groupsIn(context).map((group) => {
    const { members } = group;
    const own = (field: keyof Rollout) => {
      const shares = sharesOf(widths[field]);
      return p.stacked(
        batch[field],
        members.map((player) => shares[player] as Share),
      ); // one per player
    };
    const { actionSpace } = players[members[0] as number] as Player; // a group has members
    const [actor, critic] = ['actor', 'critic'].map((name) => networkFor(name, group)) as [
      string,
      string,
    ];
    const observations = own('observations');
    const policy = p.forward(actor, observations);
    const surrogate = p.clippedSurrogate({
      policy,
      distribution: actionSpace.kind === 'box' ? 'gaussian' : 'categorical',
      actions: own('actions'),
      logProbabilities: own('logProbabilities'),
      advantages: own('advantages'),
      clip: { hyperparameter: 'clip' },
      entropyCoefficient: { hyperparameter: 'entropyCoefficient' },
    });
    const estimate = p.forward(critic, observations);
    const error = p.clippedValueLoss({
      values: estimate,
      oldValues: own('values'),
      returns: own('returns'),
      clip: config.settings['valueClip'] as number, // declared as real, as is the next
      coefficient: { hyperparameter: 'valueCoefficient' },
    });
    p.backward(policy, surrogate.gradient);
    p.backward(estimate, error.gradient);
    for (const network of [actor, critic]) {
      p.clipGradientNorm(network, config.settings['maxGradientNorm'] as number);
      p.adam(network, { hyperparameter: 'learningRate' });
    }
    const { policyLoss, entropy, divergence } = surrogate;
    return { policyLoss, valueLoss: error.loss, entropy, divergence };
  });
  const summed = (name: keyof (typeof learned)[number]) =>
    learned.map((each) => each[name]).reduce((sum, each) => p.sum(sum, each));
  return {
    policyLoss: summed('policyLoss'),
    valueLoss: summed('valueLoss'),
    entropy: summed('entropy'),
    divergence: summed('divergence'),
  };
}
