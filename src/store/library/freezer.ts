import { needDate, needFields, needFitness, needText } from '#archive/damage.ts';
import { readIndividual } from '#archive/read-individual.ts';
import type { NetworkGenome } from '#core/genome.ts';
import { kindOf } from '#core/modules/index.ts';
import type { NetworkConfig, RunConfig } from '#core/run-config.ts';
import type { Individual } from '#protocol/messages.ts';
import { shortNumber } from '../words/mutation-words.ts';
import type { Library } from './library.ts';
import type { Shelf } from './shelf.ts';

/** An agent that was kept from its run, with a name. */
export interface KeptAgent {
  readonly id: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly keptAt: number;
  /** Fitness in the last generation that it was evaluated in; NaN: in none. */
  readonly fitness: number;
  /** Id of the run that it was taken from. */
  readonly run: string | null;
  /** The file of the TensorFlow.js model that it was; absent: it learned here. */
  readonly model?: string;
  readonly individual: Individual;
}

export const freezerOf = (library: Pick<Library, 'shelf'>): Shelf<KeptAgent> =>
  library.shelf('freezer', readKeptAgent);

/** Name of a kept agent until a person gives it one. */
export const firstName = ({ environment, agent }: Individual, fitness: number): string =>
  `Agent ${agent} of ${environment}, ${Number.isNaN(fitness) ? 'untested' : shortNumber(fitness)}`;

/**
 * The set-up with which a population of copies begins: its task, algorithm, networks and hyperparameters are the kept
 * agent's, limits are widened where they would shut it out, and the rest stays as it is set up.
 */
export function foundedConfig(config: RunConfig, kept: Individual, policy: string): RunConfig {
  const network = kept.genome.networks[policy];
  const { environmentOptions, schedule, ...rest } = config;
  const sameTask = kept.environment === config.environment;
  return {
    ...rest,
    ...(sameTask && environmentOptions && { environmentOptions }),
    environment: kept.environment,
    algorithm: kept.algorithm,
    hyperparameters: Object.fromEntries(
      Object.entries(config.hyperparameters).map(([name, range]) => {
        const value = kept.genome.hyperparameters[name] ?? range.value;
        const [min, max] = [Math.min(range.min, value), Math.max(range.max, value)];
        return [name, { ...range, value, min, max }];
      }),
    ),
    ...(network && { network: configured(config.network, network) }),
    mutation: { ...config.mutation, preTraining: false },
  };
}

/** The configuration whose founders have the kept agent's network. */
function configured(
  config: NetworkConfig,
  { encoder, latent, head }: NetworkGenome,
): NetworkConfig {
  const withEncoder = kindOf(encoder).configured(config, 'encoder', encoder);
  return {
    ...kindOf(head).configured(withEncoder, 'head', head),
    latent,
    minLatent: Math.min(config.minLatent, latent),
    maxLatent: Math.max(config.maxLatent, latent),
    activation: encoder.activation,
  };
}

/** Throws a {@link Damage} where what was read is no kept agent. */
export function readKeptAgent(value: unknown): KeptAgent {
  const { id, name, keptAt, fitness, run, model, individual } = needFields(value, 'the kept agent');
  return {
    id: needText(id, "the kept agent's id", 64),
    name: needText(name, "the kept agent's name"),
    keptAt: needDate(keptAt, 'when it was kept'),
    fitness: needFitness(fitness, "the kept agent's fitness"),
    run: run === null ? null : needText(run, "the kept agent's run", 64),
    ...(model !== undefined && { model: needText(model, "the kept agent's model", 100) }),
    individual: readIndividual(individual),
  };
}
