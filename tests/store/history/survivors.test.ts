import { expect, test } from 'vitest';
import { descent, extinctBranches, survivorEdges } from '#store/history/descent.ts';
import type { History } from '#store/history/history.ts';
import { survivorsOf } from '#store/history/survivors.ts';
import { growHistory } from './grow-history.ts';

/** Keys of all cells on somebody's descent, found the slow way. */
function onSomeDescent(history: History): Set<string> {
  const last = history.generations - 1;
  const found = new Set<string>();
  for (let slot = 0; slot < history.size(last); slot++)
    for (const [g, at] of descent(history, last, slot).entries()) found.add(`${g} ${at}`);
  return found;
}

function checkAgainstDescents(history: History): void {
  const expected = onSomeDescent(history);
  const survivors = survivorsOf(history);
  for (let g = 0; g < history.generations; g++) {
    const alive = Array.from({ length: history.size(g) }, (_, slot) => slot).filter((slot) =>
      expected.has(`${g} ${slot}`),
    );
    expect(survivors.count(g)).toBe(alive.length);
    const rows = alive.map((slot) => history.row(g, slot));
    expect(survivors.centre(g)).toBeCloseTo(rows.reduce((a, b) => a + b, 0) / rows.length, 9);
    for (let slot = 0; slot < history.size(g); slot++)
      expect(survivors.isAlive(g, slot)).toBe(expected.has(`${g} ${slot}`));
    expect(g <= survivors.trunkEnd).toBe(alive.length === 1);
  }
}

test('asked for after the whole run, the survivors are those on somebody’s descent', () => {
  checkAgainstDescents(growHistory(60, { populationSize: 16 }));
});

test('kept up while the run grows, and after some of it was dropped, they are the same', () => {
  const history = growHistory(40, { populationSize: 8 });
  const again = growHistory(40, { populationSize: 8 });
  checkAgainstDescents(again);
  again.truncate(25);
  checkAgainstDescents(again);
  expect(survivorsOf(history).trunkEnd).toBeGreaterThanOrEqual(survivorsOf(again).trunkEnd);
});

test('the trunk is one line from a founder to the last common ancestor', () => {
  const history = growHistory(80, { populationSize: 8 });
  const { trunkEnd } = survivorsOf(history);
  expect(trunkEnd).toBeGreaterThan(10);
  const edges = survivorEdges(history, 0, trunkEnd);
  expect(edges.map(({ generation }) => generation)).toEqual(
    Array.from({ length: trunkEnd }, (_, i) => i + 1),
  );
  for (const [i, { parentSlot }] of edges.entries())
    if (i > 0) expect(parentSlot).toBe(edges[i - 1]?.slot);
});

test('lines of a window are those of its generations', () => {
  const history = growHistory(30);
  const all = survivorEdges(history, 0, 29);
  expect(survivorEdges(history, 10, 14)).toEqual(
    all.filter(({ generation }) => generation >= 10 && generation <= 14),
  );
});

test('an extinct branch leaves a survivor, has none, and is as long as it lived', () => {
  const history = growHistory(120, { populationSize: 16 });
  const survivors = survivorsOf(history);
  const branches = extinctBranches(history, 5, 0, 119);
  expect(branches.length).toBeGreaterThan(3);
  for (const { from, parentSlot, slots } of branches) {
    expect(slots.length).toBeGreaterThanOrEqual(5);
    if (parentSlot >= 0) expect(survivors.isAlive(from - 1, parentSlot)).toBe(true);
    for (const [i, slot] of slots.entries()) {
      expect(survivors.isAlive(from + i, slot)).toBe(false);
      expect(history.parentSlot(from + i, slot)).toBe(i === 0 ? parentSlot : slots[i - 1]);
    }
    const first = slots[0] as number; // at least five
    expect(from + slots.length - 1).toBe(survivors.lastDescendant(from, first));
  }
});
