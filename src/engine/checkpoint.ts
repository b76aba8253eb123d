import { placedIn } from '#algorithms/algorithm.ts';
import { algorithmById } from '#algorithms/index.ts';
import type { Device } from '#compute/device.ts';
import { keepingRules } from '#core/algorithm.ts';
import { canonicalJson } from '#core/canonical-json.ts';
import type { RunConfig } from '#core/run-config.ts';
import { observationWidths, total } from '#core/team.ts';
import { environmentOf } from '#environments/index.ts';
import type { Agent, Offspring } from '#evolution/generation.ts';
import type { Inheritance } from '#networks/inheritance.ts';
import type { Checkpoint, Edit, Stretch } from '#protocol/messages.ts';
import { ENGINE_VERSION } from './catalog.ts';
import { copyOf, copyOfIndividual } from './champion.ts';
import { createObservationRange } from './observation-range.ts';
import { agentSetups, evolutionContext, openPopulation, populationSetup } from './population.ts';
import { readingState, readSavedState, type SavedState } from './saved-state.ts';
import type { RunState } from './state.ts';

/** Everything that a run needs to go on, taken where a generation is about to begin. */
export async function takeCheckpoint(state: RunState): Promise<Checkpoint> {
  const { config, initial, edits, pendingEdits, origin, generation } = state;
  const {
    agents,
    nextId,
    epsilon,
    steps,
    updates,
    learned,
    unlearned,
    champion,
    ancestors,
    contestSteps,
    hash,
  } = state;
  const population = await state.device.snapshot();
  const saved: SavedState = {
    agents,
    nextId,
    epsilon,
    steps,
    updates,
    learned: [...learned],
    unlearned: [...unlearned],
    champion: champion && copyOf(champion),
    ...(ancestors.length > 0 && { ancestors: ancestors.map(copyOfIndividual) }),
    contestSteps,
    hash,
    population,
  };
  const recorded = {
    ...{ config, initial, edits, replay: pendingEdits, generation },
    ...(origin && { origin }),
  };
  return { engine: ENGINE_VERSION, ...recorded, state: saved };
}

/**
 * The checkpoint from which a run with other settings goes on: hyperparameters whose value was changed are given to all
 * alive, as an edit does, and everything else takes effect from here. `edits`: of a recorded run, made again.
 */
export function branchCheckpoint(
  checkpoint: Checkpoint,
  config: RunConfig,
  edits: readonly Edit[] = [],
): Checkpoint {
  const { generation, initial, origin = { before: [] } } = checkpoint;
  const saved = readSavedState(checkpoint);
  const { declaration } = algorithmById(config.algorithm);
  const changed = Object.entries(config.hyperparameters).flatMap(([name, { value }]) =>
    checkpoint.config.hyperparameters[name]?.value === value ? [] : [[name, value] as const],
  );
  const agents = saved.agents.map((agent): Agent => {
    if (changed.length === 0) return agent;
    const { genome } = agent;
    const values = { ...genome.hyperparameters, ...Object.fromEntries(changed) };
    return { ...agent, genome: { ...genome, hyperparameters: keepingRules(declaration, values) } };
  });
  // In another world, or acting in another way, it would have to show itself anew.
  const staysComparable = (['environmentOptions', 'settings'] as const).every(
    (path) => canonicalJson(checkpoint.config[path] ?? {}) === canonicalJson(config[path] ?? {}),
  );
  const champion = staysComparable ? saved.champion : null;
  const stretch: Stretch = { config: initial, edits: checkpoint.edits, until: generation };
  return {
    ...checkpoint,
    config,
    initial: config,
    edits: [],
    replay: edits,
    origin: { ...origin, before: [...origin.before, stretch] },
    state: { ...saved, agents, champion } satisfies SavedState,
  };
}

/** Opens a population on a device as a checkpoint left it. Throws a RangeError if another engine made it, or if it is damaged. */
export function resumeState(checkpoint: Checkpoint, device: Device): RunState {
  const { config, initial, edits, replay, origin = null, generation } = checkpoint;
  const { population, ...saved } = readSavedState(checkpoint);
  const environment = environmentOf(config);
  const algorithm = placedIn(environment, algorithmById(config.algorithm), config);
  const context = evolutionContext(config, environment, algorithm);
  const inheritance = anyInheritance(config, algorithm.declaration.networks);
  const offspring = saved.agents.map(
    (agent, parentSlot): Offspring => ({ agent, parentSlot, inheritance }),
  );
  const { setups, opened } = readingState(() => {
    const setups = agentSetups(context, offspring, generation);
    const opened = openPopulation(device, populationSetup(config, environment, algorithm, setups));
    opened.restore(population);
    return { setups, opened };
  });
  const recorded = { config, initial, edits, pendingEdits: replay, origin, generation };
  const observationRange = createObservationRange(total(observationWidths(environment.players)));
  // the run counts on in its own
  const counts = { learned: [...saved.learned], unlearned: [...saved.unlearned] };
  const { ancestors = [] } = saved;
  return {
    environment,
    algorithm,
    device: opened,
    host: device,
    setups,
    observationRange,
    ...recorded,
    ...saved,
    ...counts,
    ancestors,
  };
}

/** Inheritance for weights that are overwritten at once. */
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
