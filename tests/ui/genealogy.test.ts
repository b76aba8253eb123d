import { expect, test } from 'vitest';
import type { Cell } from '#store/history.ts';
import { labelledGlyphs } from '#ui/genealogy/path-glyphs.ts';
import { generationTicks, treeScale, wholeWindow } from '#ui/genealogy/scale.ts';
import { moveInTree } from '#ui/genealogy/tree-keys.ts';
import { viridis } from '#ui/genealogy/viridis.ts';
import { growHistory } from '../store/grow-history.ts';

const history = growHistory(20);
const last = history.summaries.at(-1);
const best = history.cell(19, last?.bestSlot ?? 0);

test('left leads to the parent and right back to a child', () => {
  const parent = moveInTree(history, best, 'ArrowLeft') as Cell;
  expect(parent).toMatchObject({ generation: 18, slot: best.parentSlot });
  const child = moveInTree(history, parent, 'ArrowRight') as Cell;
  expect(child.parentSlot).toBe(parent.slot);
});

test('home leads to the founder, end to the best, and no further', () => {
  const founder = moveInTree(history, best, 'Home') as Cell;
  expect(founder).toMatchObject({ generation: 0, parentSlot: -1 });
  expect(moveInTree(history, founder, 'ArrowLeft')).toBeUndefined();
  expect(moveInTree(history, founder, 'End')).toEqual(best);
  expect(moveInTree(history, best, 'ArrowRight')).toBeUndefined();
});

test('up and down stay in the generation', () => {
  const up = moveInTree(history, history.cell(19, history.slotAtRow(19, 3)), 'ArrowUp');
  expect(up).toMatchObject({ generation: 19, row: 2 });
});

test('a key that is none of the tree’s leads nowhere', () => {
  expect(moveInTree(history, best, 'x')).toBeUndefined();
});

test('the tree makes room in steps and fits when the run is over', () => {
  expect(wholeWindow(3, 50, false)).toEqual({ first: 0, columns: 12 });
  expect(wholeWindow(11, 50, false)).toEqual({ first: 0, columns: 12 });
  expect(wholeWindow(12, 50, false)).toEqual({ first: 0, columns: 20 });
  expect(wholeWindow(49, 50, false)).toEqual({ first: 0, columns: 50 });
  expect(wholeWindow(17, 50, true)).toEqual({ first: 0, columns: 17 });
});

test('ticks are round and keep apart', () => {
  const scale = treeScale(740, 260, { first: 0, columns: 200 }, 64);
  const ticks = generationTicks(scale);
  expect(ticks.slice(0, 3)).toEqual([0, 20, 40]);
});

test('labels of a path never lie on each other', () => {
  const marks = Array.from({ length: 40 }, (_, i) => ({
    x: 40 + i * 17,
    y: 120 + (i % 3) * 8,
    family: i % 2 === 0 ? ('hyperparameter' as const) : ('architecture' as const),
    label: 'batch ×1.2',
  }));
  const labels = labelledGlyphs(marks, { left: 0, width: 760, height: 260 }).filter(
    ({ text }) => text !== '',
  );
  expect(labels.length).toBeGreaterThan(0);
  for (const a of labels)
    for (const b of labels)
      if (a !== b && Math.abs(a.textY - b.textY) < 12)
        expect(Math.abs(a.textX - b.textX)).toBeGreaterThan(60);
});

test('neighbours of one family are gathered with their count', () => {
  const marks = [40, 44, 48].map((x) => ({
    x,
    y: 100,
    family: 'parameters' as const,
    label: 'w~',
  }));
  expect(labelledGlyphs(marks, { left: 0, width: 700, height: 260 })).toMatchObject([
    { text: '3×' },
  ]);
});

test('viridis begins purple and ends yellow', () => {
  expect(viridis(0)).toEqual([68, 1, 84]);
  expect(viridis(1)).toEqual([253, 231, 37]);
  expect(viridis(7)).toEqual(viridis(1));
});
