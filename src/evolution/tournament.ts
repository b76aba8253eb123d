import type { Draws } from '#core/random.ts';

/** A tournament: who was drawn, with replacement, and who won; positions in the population. */
export interface Tournament {
  readonly drawn: readonly number[];
  readonly winner: number;
}

/** The fitness that selection compares: the mean over the last evaluations of a lineage; NaN if one of them is, or none. */
export function windowedFitness(history: readonly number[], window: number): number {
  const last = history.slice(-window);
  return last.reduce((sum, fitness) => sum + fitness, 0) / last.length;
}

/** Positions from the best to the worst. NaN ranks last; of equals the lower position is the better. */
export function ranking(fitness: ArrayLike<number>): readonly number[] {
  return Array.from(fitness, (_, position) => position).sort((a, b) => {
    const fa = fitness[a] as number; // a, b < length
    const fb = fitness[b] as number;
    if (Number.isNaN(fa) || Number.isNaN(fb))
      return Number(Number.isNaN(fa)) - Number(Number.isNaN(fb)) || a - b;
    return fa === fb ? a - b : fb > fa ? 1 : -1;
  });
}

/** Draws `size` positions with replacement; the best by the ranking wins. */
export function holdTournament(order: readonly number[], size: number, draws: Draws): Tournament {
  const drawn = Array.from({ length: size }, () => draws.integer(order.length));
  const winner = order.find((position) => drawn.includes(position));
  if (winner === undefined)
    throw new RangeError(`a tournament needs at least one position, not ${size}`);
  return { drawn, winner };
}
