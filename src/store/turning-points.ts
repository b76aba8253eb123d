import type { History } from './history.ts';
import { type RecipeStep, recipe } from './recipe.ts';

/** The mutations on the way to an agent after which fitness rose most from parent to child, the largest rise first. */
export function turningPoints(
  history: History,
  generation: number,
  slot: number,
  count: number,
): RecipeStep[] {
  return recipe(history, generation, slot)
    .filter(({ mutation, gain }) => mutation.family !== 'none' && gain > 0)
    .sort((a, b) => b.gain - a.gain || a.generation - b.generation)
    .slice(0, count);
}
