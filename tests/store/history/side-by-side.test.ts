import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOnDescent, lastCommonAncestor } from '#store/history/descent.ts';
import type { Cell } from '#store/history/history.ts';
import { sideBySide } from '#store/history/side-by-side.ts';
import { CATALOG, CONFIG } from '../../ui/fake-catalog.ts';
import { growHistory } from './grow-history.ts';

const history = growHistory(30, { populationSize: 8 });
const algorithm = CATALOG.algorithms.find(({ id }) => id === CONFIG.algorithm);
if (!algorithm) throw new Error('the catalog lacks the algorithm');
const anyCell: fc.Arbitrary<Cell> = fc
  .record({ generation: fc.nat({ max: 29 }), slot: fc.nat({ max: 7 }) })
  .map(({ generation, slot }) => history.cell(generation, slot));

test('the last common ancestor is an ancestor of both, and no child of it is', () => {
  fc.assert(
    fc.property(anyCell, anyCell, (one, other) => {
      const common = lastCommonAncestor(history, one, other);
      if (!common) {
        const founderOf = (cell: Cell) =>
          history.founders
            .map((_, slot) => history.cell(0, slot))
            .find((founder) => isOnDescent(history, cell, founder))?.agent;
        expect(founderOf(one)).not.toBe(founderOf(other));
        return;
      }
      expect(isOnDescent(history, one, common) && isOnDescent(history, other, common)).toBe(true);
      const next = common.generation + 1;
      if (next > Math.min(one.generation, other.generation)) return;
      for (let slot = 0; slot < history.size(next); slot++) {
        const later = history.cell(next, slot);
        expect(isOnDescent(history, one, later) && isOnDescent(history, other, later)).toBe(false);
      }
    }),
  );
});

test('an agent beside itself differs in nothing', () => {
  const cell = history.cell(20, 3);
  const { rows, same } = sideBySide(history, cell, cell, algorithm, CONFIG.network);
  expect(rows.map(({ what, difference }) => [what, difference])).toEqual([
    ['fitness', '±0'],
    ['weights', '±0'],
  ]);
  expect(same).toHaveLength(algorithm.hyperparameters.length + 2);
});

test('all that differs is told, from the one beside to the selected one, and all else is named', () => {
  fc.assert(
    fc.property(anyCell, anyCell, (left, right) => {
      const told = sideBySide(history, left, right, algorithm, CONFIG.network);
      const index = history.hyperparameters.indexOf('learningRate');
      const [a, b] = [left, right].map(({ generation, slot }) =>
        history.hyperparameter(generation, slot, index),
      ) as [number, number];
      const row = told.rows.find(({ what }) => what === 'learning rate');
      if (row) expect(Number(row.difference.slice(1))).toBeCloseTo(a / b, 1);
      else expect(a / b).toBeCloseTo(1, 1);
      expect(told.rows.length + told.same.length).toBe(algorithm.hyperparameters.length + 4);
    }),
  );
});
