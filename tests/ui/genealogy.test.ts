import { expect, test } from 'vitest';
import type { Cell } from '#store/history/history.ts';
import { createLabelBoxes, textBox } from '#ui/genealogy/label-boxes.ts';
import { labelledGlyphs, largestGains } from '#ui/genealogy/path-glyphs.ts';
import { generationTicks, treeScale } from '#ui/genealogy/scale.ts';
import { moveInTree } from '#ui/genealogy/tree-keys.ts';
import { viridis } from '#ui/genealogy/viridis.ts';
import { growHistory } from '../store/history/grow-history.ts';

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

test('ticks are round and keep apart', () => {
  const scale = treeScale(740, 260, { first: 0, columns: 200 }, 64);
  const ticks = generationTicks(scale);
  expect(ticks.slice(0, 3)).toEqual([0, 19, 39]);
});

const ROOM = { x0: 0, x1: 760, y0: 0, y1: 260 };
const mark = (x: number, family: 'parameters' | 'architecture') => ({
  x,
  y: 120 + (x % 3) * 8,
  family,
  labels: ['updates half as often', 'updates ×0.5'],
});

test('labels of a path never lie on each other or on a glyph', () => {
  const marks = Array.from({ length: 40 }, (_, i) =>
    mark(40 + i * 17, i % 2 === 0 ? 'parameters' : 'architecture'),
  );
  const glyphs = labelledGlyphs(marks, createLabelBoxes(ROOM));
  const boxes = glyphs
    .filter(({ text }) => text !== '')
    .map(({ text, x, textY }) => textBox(text, x, textY));
  expect(boxes.length).toBeGreaterThan(5);
  for (const [i, a] of boxes.entries()) {
    for (const b of boxes.slice(i + 1))
      expect(a.x1 < b.x0 || b.x1 < a.x0 || a.y1 < b.y0 || b.y1 < a.y0).toBe(true);
    for (const { x, y } of glyphs) expect(x > a.x0 && x < a.x1 && y > a.y0 && y < a.y1).toBe(false);
  }
});

test('neighbours of one family are gathered with their count', () => {
  const marks = [40, 44, 48].map((x) => mark(x, 'parameters'));
  expect(labelledGlyphs(marks, createLabelBoxes(ROOM))).toMatchObject([{ text: '3× weights' }]);
  const narrow = { ...ROOM, x0: 30, x1: 60 };
  expect(labelledGlyphs(marks, createLabelBoxes(narrow))).toMatchObject([{ text: '3×' }]);
});

test('from far away the largest gains are marked, apart from each other', () => {
  const marks = [10, 5, 90, -3, 80, Number.NaN].map((gain, i) => ({ x: 40 + i * 20, gain }));
  expect(largestGains(marks, 3).map(({ gain }) => gain)).toEqual([90, 80, 10]);
  expect(largestGains(marks, 9).map(({ gain }) => gain)).toEqual([90, 80, 10]);
});

test('viridis begins purple and ends yellow', () => {
  expect(viridis(0)).toEqual([68, 1, 84]);
  expect(viridis(1)).toEqual([253, 231, 37]);
  expect(viridis(7)).toEqual(viridis(1));
});
