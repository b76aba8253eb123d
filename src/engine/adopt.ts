import { ALGORITHMS, algorithmById } from '#algorithms/index.ts';
import type { AlgorithmDeclaration, NetworkDeclaration } from '#core/algorithm.ts';
import type { Environment } from '#core/environment.ts';
import type { NetworkConfig } from '#core/run-config.ts';
import { lengthsOf } from '#core/shape.ts';
import { choiceSize, inputShape, type Space, storedSize } from '#core/spaces.ts';
import { isForTeams, spokenName } from '#core/team.ts';
import { ENVIRONMENTS, environmentById } from '#environments/index.ts';
import { foundGenome, networkShapes } from '#networks/found.ts';
import { initialise } from '#networks/initialise.ts';
import { type NetworkShape, planNetwork } from '#networks/plan.ts';
import type { Individual, ModelFit } from '#protocol/messages.ts';
import type { Chain } from '#tfjs/chain.ts';
import type { OpenedModel } from '#tfjs/read-model.ts';
import { adoptNetwork, slabOf } from './adopted-network.ts';
import { soloPlayer } from './arena.ts';
import { ENGINE_VERSION } from './catalog.ts';
import { PRESETS } from './presets.ts';

/**
 * Tasks and algorithms of which an opened model can be an agent; the pair that its metadata name comes first, if it fits.
 * Throws a RangeError that names the right sizes and activations where there are none.
 */
export function fitsOf({ chain, metadata }: OpenedModel): readonly ModelFit[] {
  const bySize = TASKS.flatMap((environment) =>
    RULES.filter(({ declaration }) => sizesFit(chain, environment, declaration)).map(
      ({ declaration }) => ({ environment, declaration }),
    ),
  );
  const team = teamIn(metadata);
  if (team) throw new RangeError(`it is ${team}, and one player of a team is no agent by itself`);
  if (bySize.length === 0) throw new RangeError(sizesInWords(chain));
  const fitting = bySize.filter(({ environment, declaration }) =>
    endsRightly(chain, environment, declaration),
  );
  if (fitting.length === 0) throw new RangeError(endsInWords(chain, bySize));
  const isSaid = ({ environment, algorithm }: ModelFit) =>
    environment === metadata?.['environment'] && algorithm === metadata['algorithm'];
  return fitting
    .map(({ environment: { id }, declaration }) => ({ environment: id, algorithm: declaration.id }))
    .sort((a, b) => Number(isSaid(b)) - Number(isSaid(a)));
}

/**
 * Makes an agent whose policy is the model. Other networks of its algorithm, such as critics, are initialised, and targets
 * are copies. Throws a RangeError where no network has layers as the chain's.
 */
export function adopt({ chain, metadata }: OpenedModel, fit: ModelFit): Individual {
  const { declaration } = algorithmById(fit.algorithm);
  const { players } = environmentById(fit.environment);
  const policy = policyOf(declaration);
  const adopted = adoptNetwork(chain);
  const near = PRESETS.filter(({ config }) => config.algorithm === fit.algorithm);
  const preset = near.find(({ config }) => config.environment === fit.environment) ?? near[0];
  if (!preset) throw new RangeError(`there is no preset for ${declaration.title}`);
  const { encoder, latent, head } = adopted.genome;
  const { filters: _, ...usual } = preset.config.network;
  const network: NetworkConfig = {
    ...usual,
    ...(encoder.filters && { filters: encoder.filters }),
    encoderHidden: encoder.hidden,
    latent,
    headHidden: head.hidden,
    activation: encoder.activation,
    layerNorm: encoder.layerNorm,
  };
  const settings = Object.fromEntries(
    declaration.settings.map(({ name, initial }) => [name, initial]),
  );
  const found = foundGenome(declaration, { ...preset.config, network });
  const genome = { ...found, networks: { ...found.networks, [policy.name]: adopted.genome } };
  const shapes = networkShapes(declaration, players, settings);
  const weights = declaration.networks.map(({ name, targetOf = name }, i) => {
    const of = genome.networks[targetOf] as (typeof genome.networks)[string]; // of every network but targets
    const plan = planNetwork(of, shapes[name] as NetworkShape); // shapes has every declared network
    if (targetOf === policy.name) return [name, slabOf(adopted, plan)] as const;
    const slab = new Float32Array(plan.length);
    const online = declaration.networks.findIndex((each) => each.name === targetOf);
    initialise(plan, [0, online < 0 ? i : online], slab);
    return [name, slab] as const;
  });
  return {
    engine: ENGINE_VERSION,
    ...fit,
    genome,
    weights: Object.fromEntries(weights),
    agent: wholeNumberOf(metadata?.['agent'], 2 ** 31 - 1),
    generation: wholeNumberOf(metadata?.['generation'], 2 ** 31 - 1),
    seed: wholeNumberOf(metadata?.['seed'], 2 ** 32 - 1),
  };
}

/** Reads a whole number from 0 to `most` of metadata; 0 where there is none. */
const wholeNumberOf = (value: unknown, most: number): number =>
  Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= most
    ? (value as number)
    : 0;

const policyOf = ({ networks }: AlgorithmDeclaration): NetworkDeclaration =>
  networks.find(({ role }) => role === 'policy') as NetworkDeclaration; // checked with the declaration

/** Names the team member that acts by a model, as its metadata say; null: the model is of no team here. */
function teamIn(metadata: OpenedModel['metadata']): string | null {
  const team = ENVIRONMENTS.find(({ id }) => id === metadata?.['environment']);
  const names = metadata?.['players'];
  if (!team || team.players.length === 1 || !Array.isArray(names)) return null;
  const players = team.players.map(({ name }) => name).filter((name) => names.includes(name));
  return `${players.map(spokenName).join(', ')} of ${team.title}`;
}

/** Tasks for one player: a model is one policy. */
const TASKS = ENVIRONMENTS.filter(({ players }) => players.length === 1);
const RULES = ALGORITHMS.filter(({ declaration }) => !isForTeams(declaration));

/** Outputs of a policy for an action space. */
const outputsOf = (actions: Space): number =>
  actions.kind === 'box' ? storedSize(actions) : choiceSize(actions);

function sizesFit(
  { inputs, filters, layers }: Chain,
  environment: Environment,
  declaration: AlgorithmDeclaration,
): boolean {
  const { observationSpace, actionSpace } = soloPlayer(environment);
  return (
    declaration.actionSpaces.includes(actionSpace.kind) &&
    choiceSize(observationSpace) === inputs &&
    (!filters || lengthsOf(inputShape(observationSpace)).join() === filters.image.join()) &&
    outputsOf(actionSpace) === layers.at(-1)?.outputs
  );
}

/** Tells whether the model's outputs mean what the algorithm takes its policy's to mean. */
function endsRightly(
  { layers, softmax }: Chain,
  environment: Environment,
  declaration: AlgorithmDeclaration,
): boolean {
  const { outputs, outputActivation } = policyOf(declaration);
  const { actionSpace } = soloPlayer(environment);
  // A distribution over choices is learned as what the softmax takes in.
  if (softmax && !(outputs === 'distribution' && actionSpace.kind === 'discrete')) return false;
  return layers.at(-1)?.activation === outputActivation;
}

function sizesInWords({ inputs, filters, layers }: Chain): string {
  const tasks = TASKS.map((environment) => {
    const { observationSpace, actionSpace } = soloPlayer(environment);
    const lengths = lengthsOf(inputShape(observationSpace));
    const image = lengths.length > 1 ? ` (${lengths.join(' × ')})` : '';
    return `${environment.title} ${choiceSize(observationSpace)}${image} and ${outputsOf(actionSpace)}`;
  });
  const taken = filters ? `an image of ${filters.image.join(' × ')}` : `${inputs}`;
  return `it takes ${taken} numbers and gives ${layers.at(-1)?.outputs}, as no task here does; these do: ${tasks.join(', ')}`;
}

function endsInWords(
  { layers, softmax }: Chain,
  sizes: readonly { readonly declaration: AlgorithmDeclaration }[],
): string {
  const last = layers.at(-1);
  const found = [last?.activation !== 'identity' && last?.activation, softmax && 'softmax'];
  const right = new Set(
    sizes.map(({ declaration }) => {
      const { outputActivation, outputs } = policyOf(declaration);
      const named = outputActivation === 'identity' ? 'none (linear)' : outputActivation;
      return `${declaration.title} ${named}${outputs === 'distribution' ? ', or a softmax over choices' : ''}`;
    }),
  );
  return `the activation of its last layer, “${last?.name}”, is ${found.filter(Boolean).join(' and ') || 'none (linear)'}; by its sizes it could be the policy of an agent whose algorithm needs another: ${[...right].join('; ')}`;
}
