import type { AgentSetup, Device, NetworkSnapshot } from '#compute/device.ts';
import type { Key } from '#core/random.ts';
import type { RunConfig } from '#core/run-config.ts';
import type { Inheritance } from '#networks/inheritance.ts';
import { type NetworkShape, type Plan, planNetwork } from '#networks/plan.ts';
import type { Individual } from '#protocol/messages.ts';
import { evolutionContext, openPopulation, populationSetup } from './population.ts';
import type { RunState } from './state.ts';

/**
 * Opens a population of its own for agents that were taken out of a run, which need not live any more: they play by one
 * program of the algorithm, with the weights they had then, and learn nothing. `config` may differ from the run's in
 * what the program is made of; `key` is that of their random numbers. To be disposed of.
 */
export function openGuests(
  state: RunState,
  device: Device,
  individuals: readonly Individual[],
  program: 'evaluate' | 'play',
  { config, key }: { readonly config: RunConfig; readonly key: Key },
): RunState['device'] {
  const { environment, algorithm } = state;
  const { networks } = algorithm.declaration;
  const { shapes } = evolutionContext(config, environment, algorithm);
  const planOf = ({ genome }: Individual, name: string): Plan =>
    planNetwork(
      genome.networks[name] as Individual['genome']['networks'][string],
      shapes[name] as NetworkShape,
    ); // of every declared network
  const inheritance = Object.fromEntries(
    networks.map(({ name, targetOf }): [string, Inheritance] => [
      name,
      targetOf === undefined ? { kind: 'initialise', key } : { kind: 'sync', online: targetOf },
    ]),
  );
  const agents = individuals.map((individual): AgentSetup => {
    const plans = Object.fromEntries(
      networks.map(({ name, targetOf = name }) => [name, planOf(individual, targetOf)]),
    );
    const { hyperparameters } = individual.genome;
    return { parentSlot: 0, plans, inheritance, hyperparameters, key };
  });
  const setup = populationSetup(config, environment, algorithm, agents);
  const guests = openPopulation(device, {
    ...setup,
    networks: setup.networks.map((network) => ({ ...network, trained: false })),
    programs: setup.programs.filter(({ name }) => name === program),
    replay: null,
  });
  const none = new Float32Array(0);
  const snapshot = individuals.map(({ weights }) =>
    Object.fromEntries(
      Object.entries(weights).map(([name, slab]): [string, NetworkSnapshot] => [
        name,
        { weights: slab, firstMoments: none, secondMoments: none, updates: 0 },
      ]),
    ),
  );
  guests.restore({ agents: snapshot, replay: null });
  return guests;
}
