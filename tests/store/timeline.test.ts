import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTimeline } from '#store/timeline.ts';

test('undo gives what was before, redo what was after, as far as there is something', () => {
  const timeline = createTimeline<number>();
  expect(timeline.undo(0)).toBeNull();
  timeline.record(0, 'a', 0);
  timeline.record(1, 'b', 1);
  expect(timeline.undo(2)).toBe(1);
  expect(timeline.undo(1)).toBe(0);
  expect(timeline.canUndo).toBe(false);
  expect(timeline.redo(0)).toBe(1);
  expect(timeline.redo(1)).toBe(2);
  expect(timeline.canRedo).toBe(false);
});

test('changes of the same thing in quick succession are undone at once', () => {
  const timeline = createTimeline<number>();
  timeline.record(0, 'slider', 0);
  timeline.record(1, 'slider', 900);
  timeline.record(2, 'slider', 1800);
  timeline.record(3, 'other', 1900);
  timeline.record(4, 'slider', 2000);
  timeline.record(5, 'slider', 3500);
  const found: (number | null)[] = [];
  for (let now: number | null = 6; now !== null; ) {
    now = timeline.undo(now);
    found.push(now);
  }
  expect(found).toEqual([5, 4, 3, 0, null]);
});

test('a change after an undo leaves nothing to redo, and is a step of its own', () => {
  const timeline = createTimeline<number>();
  timeline.record(0, 'a', 0);
  timeline.undo(1);
  timeline.record(0, 'a', 10);
  expect(timeline.canRedo).toBe(false);
  expect(timeline.undo(7)).toBe(0);
});

test('however often one goes back and forth, one comes back to where one was', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 40 }), (n, back) => {
      const timeline = createTimeline<number>();
      for (let i = 0; i < n; i++) timeline.record(i, String(i), i);
      let now = n;
      for (let i = 0; i < back; i++) now = timeline.undo(now) ?? now;
      for (let i = 0; i < back; i++) now = timeline.redo(now) ?? now;
      expect(now).toBe(n);
    }),
  );
});
