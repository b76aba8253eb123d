import { placedIn } from '#algorithms/algorithm.ts';
import { algorithmById } from '#algorithms/index.ts';
import type { Device, NetworkSnapshot, PopulationSnapshot } from '#compute/device.ts';
import type { Genome } from '#core/genome.ts';
import type { RunConfig } from '#core/run-config.ts';
import { observationWidths, total } from '#core/team.ts';
import { environmentOf } from '#environments/index.ts';
import { found } from '#evolution/generation.ts';
import { buildOf } from '#networks/modules/index.ts';
import type { Edit, Individual } from '#protocol/messages.ts';
import { EMPTY_CHAIN } from './chain.ts';
import { createObservationRange } from './observation-range.ts';
import { agentSetups, evolutionContext, openPopulation, populationSetup } from './population.ts';
import type { RunState } from './state.ts';

/**
 * The state in which a run begins: fresh founders, or copies of a kept individual, weights included, whose optimizers
 * start anew. Throws a RangeError where an individual does not fit; see `startProblems`.
 */
export function foundState(
  config: RunConfig,
  device: Device,
  pendingEdits: readonly Edit[],
  founder?: Individual,
): RunState {
  const parts = {
    environment: environmentOf(config),
    algorithm: algorithmById(config.algorithm),
    config,
    device,
  };
  return foundStateOf(parts, pendingEdits, founder);
}

/** The same of an environment and an algorithm that need not be in the catalog. */
export function foundStateOf(
  {
    environment,
    algorithm: declared,
    config,
    device,
  }: Pick<RunState, 'environment' | 'algorithm' | 'config'> & { readonly device: Device },
  pendingEdits: readonly Edit[] = [],
  founder?: Individual,
): RunState {
  const algorithm = placedIn(environment, declared, config);
  const context = evolutionContext(config, environment, algorithm);
  const { offspring, nextId } = found(context, founder && copiedGenome(founder, config));
  const setups = agentSetups(context, offspring, 0);
  const population = openPopulation(
    device,
    populationSetup(config, environment, algorithm, setups),
  );
  if (founder) population.restore(copiesOf(founder, setups.length));
  return {
    environment,
    algorithm,
    device: population,
    host: device,
    config,
    initial: config,
    agents: offspring.map(({ agent }) => agent),
    setups,
    generation: 0,
    nextId,
    epsilon: algorithm.exploration?.initial(config) ?? 0,
    steps: 0,
    updates: 0,
    learned: offspring.map(() => 0),
    unlearned: offspring.map(() => 0),
    champion: null,
    ancestors: [],
    contestSteps: 0,
    hash: EMPTY_CHAIN,
    edits: [],
    pendingEdits,
    observationRange: createObservationRange(total(observationWidths(environment.players))),
    origin: founder ? { before: [], founder: wordsFor(founder) } : null,
  };
}

/** Genome that a copy of an individual inherits besides weights: its networks within the run's limits, its hyperparameters. */
export function copiedGenome({ genome }: Individual, { network }: RunConfig): Genome {
  const networks = Object.entries(genome.networks).map(([name, { encoder, head, latent }]) => {
    const { minLatent, maxLatent } = network;
    const limited = {
      encoder: buildOf(encoder).limited(encoder, network),
      head: buildOf(head).limited(head, network),
    };
    return [name, { ...limited, latent, minLatent, maxLatent }] as const;
  });
  return { ...genome, networks: Object.fromEntries(networks) };
}

function copiesOf({ genome, weights }: Individual, count: number): PopulationSnapshot {
  const networks = Object.entries(weights).map(([name, slab]): [string, NetworkSnapshot] => {
    // Moments are kept of what is trained; targets, which have no genome of their own, are not.
    const moments = new Float32Array(name in genome.networks ? slab.length : 0);
    return [
      name,
      { weights: slab, firstMoments: moments, secondMoments: moments.slice(), updates: 0 },
    ];
  });
  const copy = Object.fromEntries(networks);
  return { agents: Array.from({ length: count }, () => copy), replay: null };
}

const wordsFor = ({ agent, generation, seed }: Individual) =>
  `agent ${agent} of generation ${generation}, seed ${seed}`;
