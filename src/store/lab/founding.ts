import { engineWords } from '#archive/engine-words.ts';
import { parseRunConfig } from '#core/parse-run-config.ts';
import type { RunConfig } from '#core/run-config.ts';
import type { Cell } from '../history/history.ts';
import { firstName, foundedConfig, freezerOf, type KeptAgent } from '../library/freezer.ts';
import type { Library } from '../library/library.ts';
import { writeFailure } from '../library/storage-words.ts';
import { newId } from '../new-id.ts';
import type { Lab } from './lab.ts';
import type { LabState } from './lab-state.ts';

/** Takes a copy of a living agent into the freezer. Returns the fault as a sentence; null: it is kept. */
export async function keepAgent(
  lab: Lab,
  library: Library,
  { agent, fitness }: Pick<Cell, 'agent' | 'fitness'>,
): Promise<string | null> {
  const { runId: run } = lab.store.getState();
  const individual = await lab.requests.keep(agent);
  if (!individual) return `Agent ${agent} does not live any more, and its weights are gone.`;
  try {
    await freezerOf(library).put({
      id: newId(),
      name: firstName(individual, fitness),
      keptAt: Date.now(),
      fitness,
      run,
      individual,
    });
    return null;
  } catch (error) {
    return writeFailure(`Agent ${agent} was not kept`, error);
  }
}

/** Begins a run whose founders are copies of a kept agent. Returns the obstacle in sentences; null: it has begun. */
export function foundPopulation(lab: Lab, kept: KeptAgent): string | null {
  const setUp = setUpFor(lab.store.getState(), kept);
  if ('problem' in setUp) return setUp.problem;
  const { id, name, individual } = kept;
  lab.setUp(setUp.config, setUp.preset);
  lab.start({ founder: individual, origin: { kind: 'kept', individual: id, name } });
  return null;
}

/** A configuration in which a kept agent can act, nearest to what is set up; or, in sentences, why there is none. */
export function setUpFor(
  { catalog, draft, presetId }: Pick<LabState, 'catalog' | 'draft' | 'presetId'>,
  { individual }: Pick<KeptAgent, 'individual'>,
): { readonly config: RunConfig; readonly preset: string | null } | { readonly problem: string } {
  if (!catalog) return { problem: 'The engine is still loading. Try again in a moment.' };
  const { environment, algorithm: learns, engine } = individual;
  const algorithm = catalog.algorithms.find((each) => each.id === learns);
  if (!algorithm) return { problem: `It learns by '${learns}', which this page does not have.` };
  if (!catalog.environments.some((each) => each.id === environment))
    return { problem: `It acts in '${environment}', which this page does not have.` };
  const other = engineWords(engine, catalog);
  if (other !== null) return { problem: `It was ${other}, and may read its weights otherwise.` };

  // The set-up stays where it is of the same kind; else the nearest preset takes its place.
  const isSame = draft?.environment === environment && draft.algorithm === learns;
  const near = catalog.presets.filter(({ config }) => config.algorithm === learns);
  const preset = near.find(({ config }) => config.environment === environment) ?? near[0];
  const base = isSame ? draft : preset?.config;
  const policy = Object.keys(individual.genome.networks)[0];
  if (!base || policy === undefined)
    return { problem: `There is no preset for ${algorithm.title}.` };
  const parsed = parseRunConfig(foundedConfig(base, individual, policy), catalog);
  return parsed.ok
    ? { config: parsed.config, preset: isSame ? presetId : (preset?.id ?? null) }
    : {
        problem: `It does not fit what is set up: ${parsed.problems.map(({ message }) => message).join('; ')}.`,
      };
}
