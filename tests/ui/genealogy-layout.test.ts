import { expect, test } from 'vitest';
import { survivorsOf } from '#store/history/survivors.ts';
import { cellAt, survivorNear } from '#ui/genealogy/hit-test.ts';
import { treeScale } from '#ui/genealogy/scale.ts';
import { straighten } from '#ui/genealogy/straighten.ts';
import { growHistory } from '../store/history/grow-history.ts';

const history = growHistory(80, { populationSize: 12 });
const survivors = survivorsOf(history);
const window = { first: 0, columns: 80 };
const plain = treeScale(800, 260, window, 12);
const straight = treeScale(800, 260, window, 12, straighten(history));

test('the straightened trunk is level', () => {
  expect(survivors.trunkEnd).toBeGreaterThan(10);
  const heights = Array.from({ length: survivors.trunkEnd + 1 }, (_, g) =>
    straight.y(survivors.centre(g), g),
  );
  for (const y of heights) expect(y).toBeCloseTo((260 - 22 + 6) / 2, 9);
});

test('a straightened layout keeps the order of rows and fills the height', () => {
  for (let g = 0; g < 80; g++) {
    expect(straight.edge(0, g)).toBeCloseTo(plain.edge(0, g), 9);
    expect(straight.edge(12, g)).toBeCloseTo(plain.edge(12, g), 9);
    for (let row = 1; row < 12; row++)
      expect(straight.y(row, g)).toBeGreaterThan(straight.y(row - 1, g));
  }
  for (let row = 0; row < 12; row++) expect(straight.y(row, 79)).toBeCloseTo(plain.y(row, 79), 9);
});

test('what lies under a point is the cell that is drawn there, in both layouts', () => {
  for (const scale of [plain, straight])
    for (const g of [0, 7, 40, 79])
      for (let row = 0; row < 12; row++)
        expect(cellAt(history, scale, scale.x(g), scale.y(row, g))).toMatchObject({
          generation: g,
          row,
        });
  expect(cellAt(history, plain, 10, 100)).toBeNull();
});

test('a finger finds the nearest agent that has living descendants', () => {
  const scale = treeScale(800, 260, { first: 20, columns: 40 }, 12);
  const found = survivorNear(history, scale, scale.x(30) + 3, 100, 22);
  expect(found && survivors.isAlive(found.generation, found.slot)).toBe(true);
  const distance = (g: number, row: number) =>
    Math.hypot(scale.x(g) - scale.x(30) - 3, scale.y(row, g) - 100);
  for (const g of [29, 30, 31])
    for (let slot = 0; slot < 12; slot++)
      if (survivors.isAlive(g, slot))
        expect(distance(g, history.row(g, slot))).toBeGreaterThanOrEqual(
          distance(found?.generation ?? 0, found?.row ?? 0) - 1e-9,
        );
});
