import type { Device } from '#compute/device.ts';
import type { AlgorithmDeclaration, HyperparameterDeclaration } from '#core/algorithm.ts';
import type { Genome } from '#core/genome.ts';
import type { RunConfig } from '#core/run-config.ts';
import type { DqnSettings } from '#core/strategy/controller-settings.ts';
import { REWARD_TERMS } from '#core/strategy/reward-settings.ts';
import { SEATS, type Seat } from '#core/strategy/seats.ts';
import type { TrainingPlan } from '#core/strategy/training-plan.ts';
import type { EvolutionContext } from '#evolution/context.ts';
import type { Offspring } from '#evolution/generation.ts';
import { type NetworkShape, planNetwork } from '#networks/plan.ts';
import { inheritedDqn } from '#strategy/controllers/dqn/dqn.ts';
import { layOut } from '#strategy/controllers/dqn/layout.ts';
import { genomesOf, seatShape } from '#strategy/controllers/dqn/networks.ts';
import { controllerKey } from '#strategy/controllers/keys.ts';
import { stateElements } from '#strategy/state/state.ts';
import type { LearnedTeam } from '#strategy/trained/learned-team.ts';
import { USUAL_MUTATION } from '../usual-mutation.ts';

/*
 * A team of networks as evolution sees it: a policy for each seat, on one of which an architecture mutation is drawn while
 * the others follow, as AgileRL has it of several agents; and as hyperparameters what it learns by, how long it holds its
 * choices, and what its rewards weigh.
 */

/** Settings by which a population of teams evolves. */
type EvolutionPlan = Pick<
  RunConfig,
  'seed' | 'populationSize' | 'generations' | 'selection' | 'mutation'
>;

const { preTraining: _, ...inherited } = USUAL_MUTATION;

/**
 * Evolution as AgileRL has it; but what a child's networks gain leaves what they compute as it was, for a generation is
 * short.
 */
export const USUAL_EVOLUTION: Required<Pick<TrainingPlan, 'selection' | 'mutation'>> = {
  selection: { tournamentSize: 2, elitism: true, evaluationWindow: 2 },
  mutation: { ...inherited, growth: 'preserving' },
};

const WEIGHT = 'weight of ';

type Hyperparameter = Pick<HyperparameterDeclaration, 'name' | 'label' | 'kind' | 'scale'> & {
  readonly min: number;
  readonly max: number;
};

/** Hyperparameters that every team has; what its reward weighs comes with it. */
const HYPERPARAMETERS: readonly Hyperparameter[] = [
  {
    name: 'learningRate',
    label: 'Learning rate',
    kind: 'real',
    scale: 'log',
    min: 1e-4,
    max: 1e-2,
  },
  { name: 'discount', label: 'Discount', kind: 'real', scale: 'linear', min: 0.7, max: 1 },
  { name: 'hold', label: 'Intervals held', kind: 'integer', scale: 'linear', min: 1, max: 10 },
];

const weightsOf = ({ reward }: Pick<LearnedTeam, 'reward'>): readonly Hyperparameter[] =>
  REWARD_TERMS.filter((term) => reward.weights[term] > 0).map((term) => ({
    name: `${WEIGHT}${term}`,
    label: `Weight of ${term}`,
    kind: 'real',
    scale: 'log',
    min: 0.01,
    max: 100,
  }));

/** The settings of a team of networks. Throws a RangeError for a team of another kind. */
export function networkSettings({ settings, controller }: LearnedTeam): DqnSettings {
  if (settings.kind === 'dqn') return settings;
  throw new RangeError(`teams that evolve are of networks, and '${controller}' has none`);
}

/** Returns the traits of a team that evolution changes. */
export function genomeOf(team: LearnedTeam): Genome {
  const settings = networkSettings(team);
  const { learningRate, discount, hold } = settings;
  const weights = weightsOf(team).map(({ name }) => [
    name,
    team.reward.weights[name.slice(WEIGHT.length) as (typeof REWARD_TERMS)[number]],
  ]);
  return {
    networks: genomesOf(settings),
    hyperparameters: { learningRate, discount, hold, ...Object.fromEntries(weights) },
  };
}

/** Returns the context of evolution for a population that began with this team. */
export function evolutionContext(plan: EvolutionPlan, team: LearnedTeam): EvolutionContext {
  const settings = networkSettings(team);
  const declared = [...HYPERPARAMETERS, ...weightsOf(team)];
  const { options, state } = team;
  const layout = layOut(stateElements(state, options), options, settings);
  const shapes: Record<string, NetworkShape> = {};
  for (const each of layout.seats) {
    shapes[each.seat] = seatShape(settings, each);
    shapes[each.target] = seatShape(settings, each);
  }
  const { hyperparameters } = genomeOf(team);
  const ranges = declared.map(({ name, min, max }) => {
    const range = { evolves: true, min, max, grow: 1.2, shrink: 0.8 };
    return [name, { ...range, value: hyperparameters[name] ?? min }] as const;
  });
  const config: RunConfig = {
    ...plan,
    environment: 'training',
    algorithm: 'team',
    hyperparameters: Object.fromEntries(ranges),
    settings: {},
    network: NO_NETWORK,
    training: {
      stepsPerGeneration: 1,
      environmentsPerAgent: 1,
      replayCapacity: settings.capacity,
      learningDelay: settings.warmUp,
    },
    evaluation: { episodes: 1 },
    target: { enabled: false, fitness: 0 },
  };
  return { config, declaration: declarationOf(declared), shapes };
}

/** Network settings of a configuration whose founders' networks are given. */
const NO_NETWORK: RunConfig['network'] = {
  activation: 'relu',
  layerNorm: true,
  encoderHidden: [],
  headHidden: [],
  latent: 16,
  minLatent: 16,
  maxLatent: 256,
  minLayers: 0,
  maxLayers: 3,
  minNodes: 16,
  maxNodes: 256,
};

/** Numbers that all networks of a team learn. */
export const parametersOf = (
  { networks }: Genome,
  { shapes }: Pick<EvolutionContext, 'shapes'>,
): number =>
  Object.entries(networks).reduce((sum, [seat, network]) => {
    const shape = shapes[seat];
    return shape ? sum + planNetwork(network, shape).parameters : sum;
  }, 0);

function declarationOf(hyperparameters: readonly Hyperparameter[]): AlgorithmDeclaration {
  const network = (seat: Seat) => ({
    name: seat,
    label: seat,
    role: 'policy' as const,
    outputs: 'choices' as const,
    outputActivation: 'identity' as const,
    encoderLayerNorm: true,
  });
  return {
    id: 'team',
    title: 'A team of agents',
    summary: 'Four agents that steer how a classifier trains.',
    individual: 'team',
    source: 'MAT-Agent',
    actionSpaces: ['discrete'],
    training: 'off-policy',
    networks: SEATS.flatMap((seat) => [
      network(seat),
      { ...network(seat), name: `${seat}Target`, role: 'target' as const, targetOf: seat },
    ]),
    optimizers: SEATS.map((seat) => ({
      name: `${seat} optimizer`,
      networks: [seat],
      learningRate: 'learningRate',
    })),
    hyperparameters: hyperparameters.map(({ name, label, kind, scale, min, max }) => ({
      ...{ name, label, kind, scale },
      explanation: '',
      agileRL: '',
      initial: min,
      lowest: min,
      highest: max,
      range: { evolves: true, min, max, grow: 1.2, shrink: 0.8 },
    })),
    settings: [],
    activationMutation: true,
  };
}

/** An offspring of a team: what it has learned at birth, under hyperparameters of its own. */
export async function bornTeam(
  { agent, inheritance }: Offspring,
  parent: LearnedTeam,
  seed: number,
  device: Device,
): Promise<LearnedTeam> {
  const { options } = parent;
  const settings = shaped(networkSettings(parent), agent.genome);
  const reward = { ...parent.reward, weights: { ...parent.reward.weights } };
  for (const [name, value] of Object.entries(agent.genome.hyperparameters))
    if (name.startsWith(WEIGHT))
      reward.weights[name.slice(WEIGHT.length) as (typeof REWARD_TERMS)[number]] = value;
  const learned =
    parent.learned &&
    (await inheritedDqn(
      {
        settings,
        parent: { settings: networkSettings(parent), snapshot: parent.learned },
        elements: stateElements(parent.state, options),
        inheritance,
        key: controllerKey(seed, 'learn', agent.id),
      },
      device,
    ));
  return { ...parent, individual: agent.id, settings, reward, learned };
}

function shaped(settings: DqnSettings, { networks, hyperparameters }: Genome): DqnSettings {
  const { learningRate, discount, hold } = hyperparameters as Record<
    'learningRate' | 'discount' | 'hold',
    number
  >; // a team's genome has them
  return {
    ...settings,
    ...{ learningRate, discount, hold },
    networks: networks as Readonly<Record<Seat, Genome['networks'][string]>>,
  };
}
