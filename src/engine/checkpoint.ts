import { algorithmById } from '#algorithms/index.ts';
import type { Device, PopulationSnapshot } from '#compute/device.ts';
import type { RunConfig } from '#core/run-config.ts';
import { environmentOf } from '#environments/index.ts';
import type { Agent, Offspring } from '#evolution/generation.ts';
import type { Inheritance } from '#networks/inheritance.ts';
import type { Checkpoint } from '#protocol/messages.ts';
import { ENGINE_VERSION } from './catalog.ts';
import { agentSetups, evolutionContext, populationSetup } from './population.ts';
import type { RunState } from './state.ts';

/** What a checkpoint holds besides the configuration. */
interface SavedState {
  readonly agents: readonly Agent[];
  readonly nextId: number;
  readonly epsilon: number;
  readonly steps: number;
  readonly updates: number;
  readonly learned: readonly number[];
  readonly hash: string;
  readonly population: PopulationSnapshot;
}

/** Everything that a run needs to go on, taken where a generation is about to begin. */
export async function takeCheckpoint(state: RunState): Promise<Checkpoint> {
  const { config, initial, edits, replay, generation } = state;
  const { agents, nextId, epsilon, steps, updates, learned, hash } = state;
  const population = await state.device.snapshot();
  const saved: SavedState = {
    agents,
    nextId,
    epsilon,
    steps,
    updates,
    learned,
    hash,
    population,
  };
  return { engine: ENGINE_VERSION, config, initial, edits, replay, generation, state: saved };
}

/** Opens a population on a device as a checkpoint left it. Throws a RangeError if another engine made it. */
export function resumeState(checkpoint: Checkpoint, device: Device): RunState {
  const { config, initial, edits, replay, generation, engine } = checkpoint;
  if (engine !== ENGINE_VERSION)
    throw new RangeError(
      `the checkpoint was made by engine ${engine}; this is engine ${ENGINE_VERSION}, which would go on differently`,
    );
  const { population, ...saved } = checkpoint.state as SavedState; // made by takeCheckpoint of this engine
  const environment = environmentOf(config);
  const algorithm = algorithmById(config.algorithm);
  const context = evolutionContext(config, environment, algorithm);
  const inheritance = anyInheritance(config, algorithm.declaration.networks);
  const offspring = saved.agents.map(
    (agent, parentSlot): Offspring => ({ agent, parentSlot, inheritance }),
  );
  const setups = agentSetups(context, offspring, generation);
  const opened = device.open(populationSetup(config, environment, algorithm, setups));
  opened.restore(population);
  const recorded = { config, initial, edits, replay, generation };
  return { environment, algorithm, device: opened, setups, ...recorded, ...saved };
}

/** For weights that are overwritten at once. */
function anyInheritance(
  { seed }: RunConfig,
  networks: readonly { readonly name: string; readonly targetOf?: string }[],
): Record<string, Inheritance> {
  return Object.fromEntries(
    networks.map(({ name, targetOf }): [string, Inheritance] => [
      name,
      targetOf === undefined
        ? { kind: 'initialise', key: [seed, 0] }
        : { kind: 'sync', online: targetOf },
    ]),
  );
}
