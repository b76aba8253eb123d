import type { History } from './history.ts';

/** Something derived from a history, which takes in one generation after the other. */
export interface Derived<T> {
  readonly value: T;
  extend(generation: number): void;
}

/** Derives something once per history and extends it by the generations that have come since it was last asked for. */
export function incremental<T>(begin: (history: History) => Derived<T>): (history: History) => T {
  const known = new WeakMap<
    History,
    { readonly derived: Derived<T>; readonly drops: number; generations: number }
  >();
  return (history) => {
    // Each generation raises the version by one; a larger step means that some were dropped.
    const drops = history.version - history.generations;
    let kept = known.get(history);
    if (!kept || kept.drops !== drops || kept.generations > history.generations) {
      kept = { derived: begin(history), drops, generations: 0 };
      known.set(history, kept);
    }
    while (kept.generations < history.generations) kept.derived.extend(kept.generations++);
    return kept.derived.value;
  };
}
