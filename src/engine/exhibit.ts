import type { Device } from '#compute/device.ts';
import type { Catalog } from '#core/catalog.ts';
import { parseRunConfig } from '#core/parse-run-config.ts';
import type { RunConfig } from '#core/run-config.ts';
import { environmentById } from '#environments/index.ts';
import type { Individual } from '#protocol/messages.ts';
import { createRun, type Run } from './run.ts';
import { createStage } from './stage.ts';
import { startProblems } from './start-problems.ts';

/** Steps of the world between two looks at whether the episode is over. */
const STRIDE = 100;

/**
 * An agent that was taken out of a run, alone, under its own id and with the weights that it had: it plays, and can be
 * asked as it could in its run. It has seen one episode of its own. Throws a RangeError where it does not fit the
 * configuration of its run, or the engine.
 */
export async function openExhibit(
  config: RunConfig,
  individual: Individual,
  { catalog, device }: { readonly catalog: Catalog; readonly device: Device },
): Promise<Run> {
  const { schedule: _, ...rest } = config;
  const alone: RunConfig = {
    ...rest,
    populationSize: 1,
    mutation: { ...config.mutation, preTraining: false },
    selection: { ...config.selection, tournamentSize: 1 },
  };
  const parsed = parseRunConfig(alone, catalog);
  const problems = parsed.ok
    ? startProblems(parsed.config, { founder: individual })
    : parsed.problems;
  if (!parsed.ok || problems.length > 0)
    throw new RangeError(problems.map(({ message }) => message).join('; '));
  await environmentById(config.environment).prepare?.();
  const run = createRun({ config: parsed.config, catalog, device, founder: individual });
  const { agent: id, generation } = individual;
  const agents = run.state.agents.map((agent) => ({ ...agent, id }));
  const state = { ...run.state, agents, generation };
  const stage = createStage(state, (observation) => state.observationRange.add(observation, 0));
  let over = false;
  while (!over) ({ over } = await stage.advance(0, STRIDE));
  return { ...run, state, genomes: new Map(agents.map(({ genome }) => [id, genome])) };
}
