import { expect, test } from 'vitest';
import { NO_MUTATION } from '#core/lineage.ts';
import { draws } from '#core/random.ts';
import { createHistory, type History } from '#store/history/history.ts';
import { importance } from '#store/history/importance.ts';

const SIZE = 12;

/** A population that trains on: its gain in a generation is chance and `effect` times its first hyperparameter. */
function history(effect: number, generations: number, seed = 1): History {
  const random = draws([seed, 7]);
  const ids = Int32Array.from({ length: SIZE }, (_, i) => i);
  const founders = Array.from(ids, (id) => ({
    id,
    parent: null,
    generation: 0,
    mutation: NO_MUTATION,
  }));
  const made = createHistory(1, ['a', 'b', 'c'], founders);
  const fitness = new Float64Array(SIZE);
  for (let generation = 0; generation < generations; generation++) {
    // The second does nothing, the third is the same for all.
    const values = Array.from(ids, () => [random.normal(), random.normal(), 3] as const);
    for (const [slot, [first]] of values.entries())
      fitness[slot] = (fitness[slot] ?? 0) + effect * first + random.normal();
    made.append({
      kind: 'generation',
      run: 1,
      generation,
      ids,
      fitness: fitness.slice(),
      hyperparameters: Float64Array.from(values.flat()),
      diverged: new Int32Array(0),
      parameters: new Int32Array(SIZE),
      tournaments: [],
      next: ids,
      births: [],
      steps: generation,
      elapsedMs: generation,
      hash: '',
    });
  }
  return made;
}

test('tells which way the values of a hyperparameter went with gains', () => {
  const [up, idle, constant] = importance(history(1, 30), [0, 1, 2]);
  expect(up?.verdict).toBe('above');
  expect(up?.mean).toBeGreaterThan(0.5);
  expect(up?.generations).toBe(29); // the first has nothing to gain over
  expect(idle?.verdict).toBe('overlaps');
  expect(constant).toMatchObject({ generations: 0, verdict: 'unknown', mean: Number.NaN });
  expect(importance(history(-1, 30), [0])[0]?.verdict).toBe('below');
});

test('tells nothing of a young run', () => {
  expect(importance(history(1, 6), [0])[0]?.verdict).toBe('unknown');
});

test('of hyperparameters that do nothing, at most one run in twenty finds one that does', () => {
  const wrong = Array.from({ length: 200 }, (_, seed) =>
    importance(history(0, 24, seed + 2), [0, 1]).some(({ verdict }) => verdict !== 'overlaps'),
  ).filter(Boolean).length;
  expect(wrong).toBeLessThanOrEqual(20); // of 200; the 99.9 % quantile at 5 % is 20
});
