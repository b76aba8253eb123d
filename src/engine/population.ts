import { type Algorithm, contextIn, placedIn } from '#algorithms/algorithm.ts';
import { algorithmById } from '#algorithms/index.ts';
import type { AgentSetup, Device, PopulationSetup } from '#compute/device.ts';
import { keepsRules } from '#core/algorithm.ts';
import type { Environment } from '#core/environment.ts';
import { keyFor } from '#core/random.ts';
import type { RunConfig } from '#core/run-config.ts';
import { environmentOf } from '#environments/index.ts';
import type { EvolutionContext } from '#evolution/context.ts';
import { found, type Offspring } from '#evolution/generation.ts';
import { networkShapes } from '#networks/found.ts';
import { type NetworkShape, type Plan, planNetwork } from '#networks/plan.ts';
import { recordProbe } from './probe.ts';
import { checkPrograms } from './program-needs.ts';
import type { RunState } from './state.ts';

/** Context of evolution for a run; the algorithm is as `placedIn` its environment. */
export function evolutionContext(
  config: RunConfig,
  environment: Environment,
  { declaration }: Algorithm,
): EvolutionContext {
  return {
    config,
    declaration,
    shapes: networkShapes(declaration, environment.players, config.settings),
    allows: (hyperparameters) => keepsRules(declaration, hyperparameters),
  };
}

/** Set-up of a population for a device. */
export function populationSetup(
  config: RunConfig,
  environment: Environment,
  algorithm: Algorithm,
  agents: readonly AgentSetup[],
): PopulationSetup {
  const { declaration } = algorithm;
  const programContext = contextIn(environment, config);
  const programs = algorithm.programs(programContext);
  checkPrograms(declaration, programs);
  const fields = algorithm.transition?.(programContext);
  return {
    networks: declaration.networks.map(({ name, role, targetOf }) => ({
      name,
      targetOf: targetOf ?? null,
      trained: role !== 'target',
    })),
    programs: [...programs, recordProbe(declaration, environment.players, config.settings)],
    replay: fields ? { capacity: config.training.replayCapacity, fields } : null,
    agents,
  };
}

/** A population of such a setup, whose programs have been checked. */
export const openPopulation = (device: Device, setup: PopulationSetup): RunState['device'] =>
  device.open(setup) as unknown as RunState['device']; // by the names of the setup's programs

/** Set-up of the founders of a run for a device. */
export function foundingSetup(config: RunConfig): PopulationSetup {
  const environment = environmentOf(config);
  const algorithm = placedIn(environment, algorithmById(config.algorithm), config);
  const context = evolutionContext(config, environment, algorithm);
  const setups = agentSetups(context, found(context).offspring, 0);
  return populationSetup(config, environment, algorithm, setups);
}

/** Plans, inheritance, hyperparameters and key of each agent of a generation. */
export function agentSetups(
  { config: { seed }, declaration, shapes }: EvolutionContext,
  offspring: readonly Offspring[],
  generation: number,
): AgentSetup[] {
  return offspring.map(({ agent: { id, genome }, parentSlot, inheritance }) => {
    const plans: Record<string, Plan> = {};
    for (const [name, network] of Object.entries(genome.networks))
      plans[name] = planNetwork(network, shapes[name] as NetworkShape); // shapes has every declared network
    for (const { name, targetOf } of declaration.networks)
      if (targetOf !== undefined) plans[name] = plans[targetOf] as Plan; // checked with the declaration
    const { hyperparameters } = genome;
    const key = keyFor(seed, 'program', id, generation);
    return { parentSlot, plans, inheritance, hyperparameters, key };
  });
}
