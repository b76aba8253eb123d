import { expect, test } from 'vitest';
import type { Birth, Change } from '#core/lineage.ts';
import { createHistory } from '#store/history/history.ts';
import { applyChanges, founderShape, shapeWords } from '#store/history/network-shape.ts';
import { createShapeBook } from '#store/history/shape-book.ts';
import { CONFIG } from '../../ui/fake-catalog.ts';

/** Contents that a file may hold without being refused, and that must not make the page hang. */

test('ids of agents may be as great as numbers get', () => {
  const last = 2 ** 31 - 1;
  const founder: Birth = {
    id: last - 1,
    parent: null,
    generation: 0,
    mutation: { family: 'none', method: 'none', changes: [] },
  };
  const history = createHistory(1, [], [founder]);
  history.append({
    kind: 'generation',
    run: 1,
    generation: 0,
    ids: Int32Array.of(last - 1),
    fitness: Float64Array.of(1),
    hyperparameters: new Float64Array(),
    diverged: new Int32Array(),
    parameters: Int32Array.of(9),
    tournaments: [],
    next: Int32Array.of(last),
    births: [{ ...founder, id: last, parent: last - 1, generation: 1 }],
    steps: 1,
    elapsedMs: 1,
    hash: 'a',
  });
  const book = createShapeBook(history, CONFIG.network, 'policy');
  expect(book.founder(last)).toBe(last - 1);
  expect(book.shape(last)).toEqual(founderShape(CONFIG.network));
});

test('a mutation may speak of a layer that no network has', () => {
  const shape = founderShape(CONFIG.network);
  const at = (index: number): Change => ({
    path: `policy.encoder.hidden[${index}]`,
    from: null,
    to: 8,
  });
  for (const index of [999_999_999, 2 ** 32 - 2, 10 ** 20, shape.encoder.hidden.length + 1])
    expect(applyChanges(shape, [at(index)], 'policy')).toEqual(shape);
  const grown = applyChanges(shape, [at(shape.encoder.hidden.length)], 'policy');
  expect(grown.encoder.hidden).toEqual([...shape.encoder.hidden, 8]);
  const deep = Array.from({ length: 1000 }, (_, i) => at(i));
  expect(shapeWords(applyChanges(shape, deep, 'policy')).length).toBeLessThan(100);
});
