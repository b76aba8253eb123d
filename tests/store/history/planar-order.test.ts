import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planarOrder } from '#store/history/planar-order.ts';

const placement = fc.record({
  parentRow: fc.integer({ min: 0, max: 9 }),
  isElite: fc.boolean(),
  fitness: fc.oneof(fc.double({ min: -500, max: 500, noNaN: true }), fc.constant(Number.NaN)),
});

test('children stand in the order of their parents, so no lines cross', () => {
  fc.assert(
    fc.property(fc.array(placement, { maxLength: 64 }), (placements) => {
      const rows = planarOrder(placements).map((slot) => placements[slot]?.parentRow ?? -1);
      expect(rows).toEqual(rows.toSorted((a, b) => a - b));
    }),
  );
});

test('every slot gets one row', () => {
  fc.assert(
    fc.property(fc.array(placement, { maxLength: 64 }), (placements) => {
      expect(planarOrder(placements).toSorted((a, b) => a - b)).toEqual([...placements.keys()]);
    }),
  );
});

test('the elite stands first among its parent’s children, then the fittest, the diverged last', () => {
  const child = { parentRow: 3, isElite: false };
  expect(
    planarOrder([
      { ...child, fitness: Number.NaN },
      { ...child, fitness: 100 },
      { ...child, fitness: 200 },
      { ...child, isElite: true, fitness: 50 },
      { ...child, parentRow: 1, fitness: 0 },
    ]),
  ).toEqual([4, 3, 2, 1, 0]);
});
