import type { Recipe } from '../history/recipe-file.ts';
import type { Lab } from './lab.ts';

/**
 * Lets one agent live a recipe again, as a run of its own. `run`: id of the run that it is of, if that is known.
 * Returns the obstacle in sentences; null: it has begun.
 */
export function startReplay(lab: Lab, recipe: Recipe, run: string | null): string | null {
  const { runPreset, presetId } = lab.store.getState();
  const { config, agent, generation, fitness } = recipe;
  lab.setUp(config, run === null ? presetId : runPreset);
  const { problems } = lab.store.getState();
  if (problems.length > 0) return problems.map(({ message }) => `${message}.`).join(' ');
  lab.start({ origin: { kind: 'replay', run, agent, generation, fitness } });
  return null;
}
