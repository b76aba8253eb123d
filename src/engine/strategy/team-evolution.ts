import type { Device } from '#compute/device.ts';
import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import { canonicalJson } from '#core/canonical-json.ts';
import type { Genome } from '#core/genome.ts';
import type { RunConfig } from '#core/run-config.ts';
import { REWARD_TERMS } from '#core/strategy/reward-settings.ts';
import type { TrainingPlan } from '#core/strategy/training-plan.ts';
import type { EvolutionContext } from '#evolution/context.ts';
import type { Offspring } from '#evolution/generation.ts';
import { planNetwork } from '#networks/plan.ts';
import type {
  Evolvable,
  EvolvableHyperparameter,
  EvolvableNetwork,
} from '#strategy/controllers/evolvable.ts';
import { evolvableOf } from '#strategy/controllers/evolvable-of.ts';
import { controllerKey } from '#strategy/controllers/keys.ts';
import { stateElements } from '#strategy/state/state.ts';
import type { LearnedTeam } from '#strategy/trained/learned-team.ts';
import { USUAL_MUTATION } from '../usual-mutation.ts';

/*
 * A team as evolution sees it: the traits that its controller, of any kind, offers to evolve, and the weights of its
 * rewards. Where the controller has networks, each seat's is a policy; an architecture mutation is drawn on one of them
 * and the others follow, as AgileRL has it of several agents.
 */

/** Settings by which a population of teams evolves. */
type EvolutionPlan = Pick<
  RunConfig,
  'seed' | 'populationSize' | 'generations' | 'selection' | 'mutation'
>;

const { preTraining: _, ...inherited } = USUAL_MUTATION;

/**
 * Evolution as AgileRL has it, which judges agents apart from training, too; but a grown child computes what it did before,
 * since a generation is short.
 */
export const USUAL_EVOLUTION: Required<
  Pick<TrainingPlan, 'evaluations' | 'selection' | 'mutation'>
> = {
  evaluations: 1,
  selection: { tournamentSize: 2, elitism: true, evaluationWindow: 2 },
  mutation: { ...inherited, growth: 'preserving' },
};

const WEIGHT = 'weight of ';

const weightsOf = ({ reward }: Pick<LearnedTeam, 'reward'>): readonly EvolvableHyperparameter[] =>
  REWARD_TERMS.filter((term) => reward.weights[term] > 0).map((term) => ({
    name: `${WEIGHT}${term}`,
    label: `Weight of ${term}`,
    kind: 'real',
    scale: 'log',
    min: 0.01,
    max: 100,
  }));

/** Returns a team's controller as evolution sees it. Throws a RangeError for a team that does not evolve. */
function needEvolvable({ settings, controller }: LearnedTeam): Evolvable {
  const evolvable = evolvableOf(settings);
  if (evolvable) return evolvable;
  throw new RangeError(
    `a team of '${controller}' does not evolve: it has nothing that could change`,
  );
}

/** Returns the traits of a team that evolution changes. */
export function genomeOf(team: LearnedTeam): Genome {
  const { networks, hyperparameters } = needEvolvable(team).genome;
  const weights = weightsOf(team).map(({ name }) => [
    name,
    team.reward.weights[name.slice(WEIGHT.length) as (typeof REWARD_TERMS)[number]],
  ]);
  return { networks, hyperparameters: { ...hyperparameters, ...Object.fromEntries(weights) } };
}

/** Returns the context of evolution for a population that began with this team. */
export function evolutionContext(plan: EvolutionPlan, team: LearnedTeam): EvolutionContext {
  const evolvable = needEvolvable(team);
  const declared = [...evolvable.hyperparameters, ...weightsOf(team)];
  const { options, state } = team;
  const networks = evolvable.networks(stateElements(state, options), options);
  const shapes = Object.fromEntries(networks.map(({ name, shape }) => [name, shape]));
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
      replayCapacity: evolvable.memory.capacity,
      learningDelay: evolvable.memory.warmUp,
    },
    evaluation: { episodes: 1 },
    target: { enabled: false, fitness: 0 },
  };
  return { config, declaration: declarationOf(networks, declared), shapes };
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

function declarationOf(
  networks: readonly EvolvableNetwork[],
  hyperparameters: readonly EvolvableHyperparameter[],
): AlgorithmDeclaration {
  return {
    id: 'team',
    title: 'A team of agents',
    summary: 'Four agents that steer how a classifier trains.',
    individual: 'team',
    source: 'MAT-Agent',
    actionSpaces: ['discrete'],
    training: 'off-policy',
    networks: networks.map(({ name, seat, targetOf }) => ({
      ...{ name, label: seat, outputs: 'choices', outputActivation: 'identity' },
      encoderLayerNorm: true,
      ...(targetOf === null ? { role: 'policy' } : { role: 'target', targetOf }),
    })),
    optimizers: networks
      .filter(({ targetOf }) => targetOf === null)
      .map(({ name }) => ({
        name: `${name} optimizer`,
        networks: [name],
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

/** An offspring of a team, with its learning at birth and hyperparameters of its own. */
export async function bornTeam(
  { agent, inheritance }: Offspring,
  parent: LearnedTeam,
  seed: number,
  device: Device,
): Promise<LearnedTeam> {
  const evolvable = needEvolvable(parent);
  const settings = evolvable.shaped(agent.genome);
  const reward = { ...parent.reward, weights: { ...parent.reward.weights } };
  for (const [name, value] of Object.entries(agent.genome.hyperparameters))
    if (name.startsWith(WEIGHT))
      reward.weights[name.slice(WEIGHT.length) as (typeof REWARD_TERMS)[number]] = value;
  const learned =
    parent.learned &&
    (await evolvable.inherited(
      {
        ...{ settings, learned: parent.learned, inheritance },
        elements: stateElements(parent.state, parent.options),
        rewardsStay: canonicalJson(reward) === canonicalJson(parent.reward),
        key: controllerKey(seed, 'learn', agent.id),
      },
      device,
    ));
  return { ...parent, individual: agent.id, settings, reward, learned };
}
