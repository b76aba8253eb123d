import { expect, test } from 'vitest';
import type { Change, Family } from '#core/lineage.ts';
import { collapse, type RecipeStep, recipe, withHandSets } from '#store/history/recipe.ts';
import { growHistory } from './grow-history.ts';

const step = (generation: number, family: Family, changes: readonly Change[] = []): RecipeStep => ({
  generation,
  slot: 0,
  agent: generation,
  mutation: { family, method: '', changes },
  fitness: generation * 10,
  gain: generation === 0 ? Number.NaN : 4,
});
const rate = (from: number, to: number): Change => ({ path: 'learningRate', from, to });
const counts = (steps: readonly RecipeStep[]) => collapse(steps).map((run) => run.steps.length);

test('neighbours that move the same thing are told as one, from first to last', () => {
  const steps = [
    step(0, 'none'),
    step(2, 'hyperparameter', [rate(1, 2)]),
    step(3, 'none'),
    step(5, 'hyperparameter', [rate(2, 3)]),
  ];
  const [founder, run, ...others] = collapse(steps);
  expect(founder?.steps).toEqual([steps[0]]);
  expect(run?.steps).toEqual([steps[1], steps[3]]);
  expect(run?.mutation.changes).toEqual([rate(1, 3)]);
  expect(run?.gain).toBe(50 - (20 - 4)); // from the parent of the first to the last
  expect(others).toEqual([]);
});

test('what moves something else stays by itself', () => {
  const batch: Change = { path: 'batchSize', from: 2, to: 3 };
  const hyper = (g: number, ...changes: Change[]) => step(g, 'hyperparameter', changes);
  expect(counts([hyper(1, rate(1, 2)), hyper(2, batch), hyper(3, rate(2, 3))])).toEqual([1, 1, 1]);
  expect(counts([hyper(1, rate(1, 2)), hyper(2, rate(5, 6))])).toEqual([1, 1]);
  expect(counts([step(1, 'parameters'), step(2, 'activation')])).toEqual([1, 1]);
});

test('weights are gathered, but not with the founder', () => {
  const weights = [0, 1, 2, 3].map((g) => step(g, 'parameters'));
  expect(counts(weights)).toEqual([1, 3]);
});

test('collapsed, a recipe still holds each of its mutations once and in order', () => {
  const history = growHistory(200);
  const best = history.summaries.at(-1)?.bestSlot ?? 0;
  const steps = recipe(history, 199, best);
  const runs = collapse(steps);
  const mutated = steps.filter(
    ({ mutation, generation }) => mutation.family !== 'none' || generation === 0,
  );
  expect(runs.flatMap((run) => run.steps)).toEqual(mutated);
  expect(runs.length).toBeLessThan(mutated.length);
});

test('what was set by hand stands between the mutations before and after it, and parts them', () => {
  const steps = [step(0, 'none'), ...[1, 2, 3, 4].map((g) => step(g, 'parameters'))];
  const sets = [{ generation: 2, name: 'learningRate', words: 'learning rate set to 1 by hand' }];
  const entries = withHandSets(collapse(steps, sets), sets);
  expect(
    entries.map((entry) =>
      entry.kind === 'hand' ? 'hand' : entry.run.steps.map(({ generation }) => generation),
    ),
  ).toEqual([[0], [1, 2], 'hand', [3, 4]]);
});
