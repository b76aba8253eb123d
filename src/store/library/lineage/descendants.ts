import type { StoredRun } from '#archive/stored-run.ts';
import type { Birth } from '#core/lineage.ts';

/** An agent's life, from birth to its end. */
export interface Life {
  readonly birth: Birth;
  /** First generation in which it no longer lives; null: it lives in the last one. */
  readonly end: number | null;
  /** Evaluated in so many generations. */
  readonly evaluations: number;
  /** At the last of them; NaN: it has diverged. */
  readonly fitness: number;
  /** Hyperparameters in the algorithm's declared order, at the last of them. */
  readonly hyperparameters: Float64Array;
  /** Trainable numbers of its policy. */
  readonly parameters: number;
}

/** An agent's name in files: readers of trees take a bare number inside one for a branch's support. */
export const labelOf = (id: number): string => `agent${id}`;

/** Everyone who was evaluated, by id. Parents stand before their children. */
export function livesOf({
  founders,
  generations,
}: Pick<StoredRun, 'founders' | 'generations'>): Life[] {
  const births = new Map(
    [...founders, ...generations.flatMap((event) => event.births)].map((birth) => [
      birth.id,
      birth,
    ]),
  );
  const lives = new Map<number, Life>();
  for (const { generation, ids, fitness, hyperparameters, parameters } of generations) {
    const width = hyperparameters.length / ids.length;
    ids.forEach((id, slot) => {
      const birth = births.get(id);
      if (!birth) throw new RangeError(`agent ${id} of generation ${generation} was never born`);
      lives.set(id, {
        birth,
        end: generation + 1 < generations.length ? generation + 1 : null,
        evaluations: (lives.get(id)?.evaluations ?? 0) + 1,
        fitness: fitness[slot] as number, // one per id
        hyperparameters: hyperparameters.subarray(slot * width, (slot + 1) * width),
        parameters: parameters[slot] as number,
      });
    });
  }
  return [...lives.values()].sort((a, b) => a.birth.id - b.birth.id);
}
