import type { NetworkSnapshot, PopulationSnapshot } from '#compute/device.ts';
import { isRecord } from '#core/plain-data.ts';
import type { ControllerSnapshot } from '../controllers/controller.ts';
import type { ForwardModelSnapshot } from '../reward/forward-model.ts';

interface Learned {
  readonly learned: ControllerSnapshot | null;
  readonly forward: ForwardModelSnapshot | null;
}

/**
 * Returns a trained team without the intervals that it learned from, and without the optimizers' averages of its
 * gradients, which soon come back: a third of the numbers or fewer.
 */
export function withoutExperience<Team extends Learned>(team: Team): Team {
  const { learned, forward } = team;
  return {
    ...team,
    learned: learned && { ...learned, state: forgotten(learned.state) },
    forward: forward && { ...forward, population: withoutReplay(forward.population) },
  };
}

/** Keeps of networks the weights alone; other controllers keep no single intervals between runs. */
function forgotten(state: unknown): unknown {
  if (!isRecord(state) || !isPopulation(state['population'])) return state;
  return { ...state, population: withoutReplay(state['population']), waiting: {} };
}

const isPopulation = (value: unknown): value is PopulationSnapshot =>
  isRecord(value) && Array.isArray(value['agents']);

const withoutReplay = (population: PopulationSnapshot): PopulationSnapshot => ({
  ...population,
  agents: population.agents.map((networks) =>
    Object.fromEntries(
      Object.entries(networks).map(([name, network]) => [name, withoutMoments(network)]),
    ),
  ),
  replay: null,
});

const withoutMoments = (network: NetworkSnapshot): NetworkSnapshot => ({
  ...network,
  firstMoments: new Float32Array(network.firstMoments.length),
  secondMoments: new Float32Array(network.secondMoments.length),
  updates: 0,
});
