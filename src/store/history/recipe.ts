import { type Mutation, NO_MUTATION } from '#core/lineage.ts';
import type { HandSet } from '../words/edit-words.ts';
import { descent } from './descent.ts';
import { type Cell, gainOf, type History } from './history.ts';
import { isTested } from './newborn.ts';

/** One mutation on the way from the founder to an agent. */
export interface RecipeStep extends Pick<Cell, 'generation' | 'slot' | 'agent' | 'fitness'> {
  readonly mutation: Mutation;
  /** Difference to the parent's fitness in the generation before; NaN for founders. */
  readonly gain: number;
}

/** Births along the descent of an agent, the founder's first; generations passed as elite leave no step. */
export function recipe(history: History, generation: number, slot: number): RecipeStep[] {
  const steps: RecipeStep[] = [];
  descent(history, generation, slot).forEach((at, g) => {
    const cell = history.cell(g, at);
    if (cell.isNew) steps.push(stepOf(history, cell));
  });
  return steps;
}

/** The same for a cell that may not be evaluated yet: its own birth then is the last step. */
export function recipeTo(history: History, cell: Cell): RecipeStep[] {
  const { generation, slot, parentSlot } = cell;
  if (isTested(history, cell)) return recipe(history, generation, slot);
  const before = parentSlot < 0 ? [] : recipe(history, generation - 1, parentSlot);
  return [...before, stepOf(history, cell)];
}

function stepOf(history: History, cell: Cell): RecipeStep {
  const { generation, slot, agent, fitness } = cell;
  const mutation = history.birth(agent)?.mutation ?? NO_MUTATION;
  return { generation, slot, agent, mutation, fitness, gain: gainOf(history, cell) };
}

/** Neighbouring steps that moved the same thing, gathered. */
export interface RecipeRun {
  /** The first first; one at least. */
  readonly steps: readonly RecipeStep[];
  /** Mutation that the agents share. */
  readonly mutation: Mutation;
  /** Gain of fitness from the first one's parent to the last; NaN for founders. */
  readonly gain: number;
}

/**
 * Leaves out unchanged copies, and gathers neighbours that move the same thing, but not over a generation of `cuts`, in
 * which a person set something. A founder stays by itself.
 */
export function collapse(
  steps: readonly RecipeStep[],
  cuts: readonly { readonly generation: number }[] = [],
): RecipeRun[] {
  const runs: { readonly steps: RecipeStep[]; mutation: Mutation }[] = [];
  for (const step of steps) {
    if (step.mutation.family === 'none' && step.generation > 0) continue;
    const last = runs.at(-1);
    const before = last?.steps.at(-1)?.generation ?? 0;
    const isCut = cuts.some((cut) => before <= cut.generation && cut.generation < step.generation);
    const joined = last?.steps[0]?.generation && !isCut ? join(last.mutation, step.mutation) : null;
    if (last && joined) {
      last.steps.push(step);
      last.mutation = joined;
    } else runs.push({ steps: [step], mutation: step.mutation });
  }
  return runs.map((run) => {
    const first = firstOf(run);
    return { ...run, gain: lastOf(run).fitness - (first.fitness - first.gain) };
  });
}

/** A row of a recipe: mutations, or a value that was set by hand. */
export type RecipeEntry =
  | { readonly kind: 'run'; readonly run: RecipeRun }
  | { readonly kind: 'hand'; readonly set: HandSet };

/** Mutations and what was set by hand, in the order of generations; an agent is born before its values are set. */
export function withHandSets(
  runs: readonly RecipeRun[],
  sets: readonly HandSet[],
): readonly RecipeEntry[] {
  const entries: readonly RecipeEntry[] = [
    ...runs.map((run) => ({ kind: 'run' as const, run })),
    ...sets.map((set) => ({ kind: 'hand' as const, set })),
  ];
  return [...entries].sort((a, b) => generationOf(a) - generationOf(b));
}

const generationOf = (entry: RecipeEntry): number =>
  entry.kind === 'run' ? firstOf(entry.run).generation : entry.set.generation;

type Steps = Pick<RecipeRun, 'steps'>;
export const firstOf = ({ steps }: Steps): RecipeStep => steps[0] as RecipeStep; // one at least
export const lastOf = ({ steps }: Steps): RecipeStep => steps.at(-1) as RecipeStep; // one at least

/** Two mutations as one, where the second moved on what the first had moved; null: they are about different things. */
function join(first: Mutation, second: Mutation): Mutation | null {
  if (first.family !== second.family) return null;
  if (first.family === 'parameters') return second;
  const [a, b] = [first.changes, second.changes];
  const goesOn = a.every(({ path, to }, i) => b[i]?.path === path && b[i].from === to);
  if (a.length !== b.length || !goesOn) return null;
  return { ...second, changes: b.map((change, i) => ({ ...change, from: a[i]?.from ?? null })) };
}
