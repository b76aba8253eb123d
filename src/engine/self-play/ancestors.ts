import type { SelfPlay } from '#core/environment.ts';
import type { Individual } from '#protocol/messages.ts';
import { individualOf } from '../inspect.ts';
import type { RunState } from '../state.ts';

/**
 * Keeps the fittest agent of a generation that has been evaluated as a rival of later ones. Where they become too many,
 * one goes: of those between the oldest and the newest the one whose neighbours lie closest together, the oldest of
 * equals. So the pool reaches over the whole run, ever more thinly.
 */
export async function keepAncestor(state: RunState, { poolSize }: SelfPlay): Promise<void> {
  const fitness = state.agents.map(({ fitnessHistory }) => fitnessHistory.at(-1) ?? Number.NaN);
  const slot = fitness.reduce(
    (best, value, i) => (value > (fitness[best] ?? Number.NEGATIVE_INFINITY) ? i : best),
    -1,
  );
  if (slot < 0) return; // all have diverged
  state.ancestors = thinned([...state.ancestors, await individualOf(state, slot)], poolSize);
}

/** At most so many, in order of generation. */
export function thinned<T extends Pick<Individual, 'generation'>>(
  pool: readonly T[],
  most: number,
): readonly T[] {
  let kept = pool;
  while (kept.length > most) {
    const gaps = kept.map((_, i) => {
      const [before, after] = [kept[i - 1], kept[i + 1]];
      return before && after ? after.generation - before.generation : Number.POSITIVE_INFINITY;
    });
    const least = Math.min(...gaps);
    const out = least < Number.POSITIVE_INFINITY ? gaps.indexOf(least) : 0; // of two, the older
    kept = kept.filter((_, i) => i !== out);
  }
  return kept;
}
