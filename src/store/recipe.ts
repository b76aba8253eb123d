import { type Mutation, NO_MUTATION } from '#core/lineage.ts';
import { descent } from './descent.ts';
import type { History } from './history.ts';

/** One mutation on the way from the founder to an agent. */
export interface RecipeStep {
  readonly generation: number;
  readonly slot: number;
  readonly agent: number;
  readonly mutation: Mutation;
  readonly fitness: number;
  /** Difference to the parent's fitness in the generation before; NaN for founders. */
  readonly gain: number;
}

/** Births along the descent of an agent, the founder's first; generations passed as elite leave no step. */
export function recipe(history: History, generation: number, slot: number): RecipeStep[] {
  const steps: RecipeStep[] = [];
  const path = descent(history, generation, slot);
  path.forEach((at, g) => {
    const cell = history.cell(g, at);
    if (!cell.isNew) return;
    const before = cell.parentSlot < 0 ? Number.NaN : history.fitness(g - 1, cell.parentSlot);
    steps.push({
      generation: g,
      slot: at,
      agent: cell.agent,
      mutation: history.birth(cell.agent)?.mutation ?? NO_MUTATION,
      fitness: cell.fitness,
      gain: cell.fitness - before,
    });
  });
  return steps;
}

/** Neighbouring steps of one family, gathered. */
export interface RecipeRun {
  readonly steps: readonly RecipeStep[];
}

/** Leaves out unchanged copies and gathers neighbours of the same family where nothing else would be told. */
export function collapse(steps: readonly RecipeStep[]): RecipeRun[] {
  const runs: RecipeStep[][] = [];
  for (const step of steps) {
    if (step.mutation.family === 'none' && step.generation > 0) continue;
    const last = runs.at(-1);
    const before = last?.at(-1);
    if (
      last &&
      before?.mutation.family === 'parameters' &&
      step.mutation.family === 'parameters' &&
      before.generation > 0
    )
      last.push(step);
    else runs.push([step]);
  }
  return runs.map((run) => ({ steps: run }));
}
