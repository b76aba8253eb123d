import type { Birth } from '#core/lineage.ts';
import type { GenerationEvent } from '#protocol/messages.ts';
import { Damage } from './damage.ts';

/** Holds the generations of a run against each other: who lives must have been born, and not be born twice. */
export function checkLineage(
  founders: readonly Birth[],
  generations: readonly GenerationEvent[],
): void {
  const born = new Set<number>();
  const bear = (births: readonly Birth[], generation: number) => {
    for (const birth of births) {
      const { id, parent } = birth;
      if (birth.generation !== generation)
        throw new Damage(`agent ${id} of generation ${generation} is said to be of another`);
      if (born.has(id)) throw new Damage(`agent ${id} is born twice`);
      if (parent !== null && !born.has(parent))
        throw new Damage(`agent ${id} has a parent ${parent} that never lived`);
      born.add(id);
    }
  };
  bear(founders, 0);
  const live = (ids: Int32Array, generation: number) => {
    if (new Set(ids).size !== ids.length)
      throw new Damage(`an agent of generation ${generation} lives twice`);
    for (const id of ids)
      if (!born.has(id)) throw new Damage(`agent ${id} of generation ${generation} was never born`);
  };
  for (const { generation, ids, births, next } of generations) {
    live(ids, generation);
    bear(births, generation + 1);
    live(next, generation + 1);
    const after = generations[generation + 1]?.ids;
    if (after && (after.length !== next.length || after.some((id, slot) => id !== next[slot])))
      throw new Damage(`generation ${generation + 1} is not of the agents that were chosen for it`);
  }
}

/** Checks that every generation has a value of each hyperparameter for every agent. */
export function checkWidth(generations: readonly GenerationEvent[], hyperparameters: number): void {
  for (const { generation, ids, hyperparameters: values } of generations)
    if (values.length !== ids.length * hyperparameters)
      throw new Damage(
        `generation ${generation} has ${values.length} values of hyperparameters; ${ids.length} agents with ${hyperparameters} each have ${ids.length * hyperparameters}`,
      );
}
