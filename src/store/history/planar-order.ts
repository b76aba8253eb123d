/** Facts of an agent that decide its row in a generation's column. */
export interface Placement {
  /** Row of its parent in the column before; of an elite passed on, its own row there. */
  readonly parentRow: number;
  readonly isElite: boolean;
  /** NaN: diverged. */
  readonly fitness: number;
}

/**
 * Slots in order of row: by the parent's row, the elite first among its parent's children, then the fittest first.
 * Lines from parents to children never cross, and a column never moves once it stands.
 */
export function planarOrder(placements: readonly Placement[]): number[] {
  const rank = (fitness: number) => (Number.isNaN(fitness) ? -Infinity : fitness);
  return placements
    .map((_, slot) => slot)
    .sort((a, b) => {
      const [x, y] = [placements[a] as Placement, placements[b] as Placement]; // both are slots
      return (
        x.parentRow - y.parentRow ||
        Number(y.isElite) - Number(x.isElite) ||
        (rank(y.fitness) === rank(x.fitness) ? a - b : rank(y.fitness) - rank(x.fitness))
      );
    });
}
