import { expect, test } from 'vitest';
import { ancestorWords, cladeOf, cladeWindow } from '#store/history/clades.ts';
import { descent } from '#store/history/descent.ts';
import { growHistory } from './grow-history.ts';

const history = growHistory(60, { populationSize: 12 });
const WINDOW = 7;

test('two agents of a generation are of one clade if and only if they share the ancestor', () => {
  for (const g of [0, 3, 7, 30, 59]) {
    const ancestor = (slot: number) => descent(history, g, slot)[Math.max(0, g - WINDOW)];
    for (let a = 0; a < 12; a++)
      for (let b = 0; b < 12; b++)
        expect(cladeOf(history, g, a, WINDOW) === cladeOf(history, g, b, WINDOW)).toBe(
          ancestor(a) === ancestor(b),
        );
  }
});

test('a clade keeps its number from generation to generation', () => {
  let kept = 0;
  for (let g = WINDOW + 1; g < 60; g++) {
    const before = new Set(
      Array.from({ length: 12 }, (_, slot) => cladeOf(history, g - 1, slot, WINDOW)),
    );
    const now = Array.from({ length: 12 }, (_, slot) => cladeOf(history, g, slot, WINDOW));
    if (now.some((clade) => before.has(clade))) kept++;
  }
  expect(kept).toBeGreaterThan(45);
});

test('small populations are swept sooner, so their window is shorter', () => {
  expect([6, 16, 64].map(cladeWindow)).toEqual([3, 5, 20]);
});

test('in a run younger than the window agents are told apart by their founder', () => {
  expect(ancestorWords(20, 12)).toBe('one founder');
  expect(ancestorWords(3, 12)).toBe('one ancestor 3 generations before');
});
