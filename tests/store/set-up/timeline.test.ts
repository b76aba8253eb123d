import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NO_TIMELINE, redo, type Timeline, undo, withChange } from '#store/set-up/timeline.ts';

/** Values that are set one after the other, each under a name at a time, ms. */
const changed = (...changes: readonly (readonly [before: number, what: string, atMs: number])[]) =>
  changes.reduce<Timeline<number>>(
    (timeline, [before, what, atMs]) => withChange(timeline, before, what, atMs),
    NO_TIMELINE,
  );

/** All that is found on the way from a value, back or forth. */
function walk(step: typeof undo<number>, timeline: Timeline<number>, now: number) {
  const found: number[] = [];
  for (let at = step(timeline, now); at; at = step(at.timeline, at.found)) found.push(at.found);
  return found;
}

test('undo gives what was before, redo what was after, as far as there is something', () => {
  expect(undo(NO_TIMELINE, 0)).toBeNull();
  const timeline = changed([0, 'a', 0], [1, 'b', 1]);
  expect(walk(undo, timeline, 2)).toEqual([1, 0]);
  const back = undo(timeline, 2);
  expect(back && redo(back.timeline, back.found)).toMatchObject({
    found: 2,
    timeline: { future: [] },
  });
});

test('changes of the same thing in quick succession are undone at once', () => {
  const timeline = changed(
    [0, 'slider', 0],
    [1, 'slider', 900],
    [2, 'slider', 1800],
    [3, 'other', 1900],
    [4, 'slider', 2000],
    [5, 'slider', 3500],
  );
  expect(walk(undo, timeline, 6)).toEqual([5, 4, 3, 0]);
});

test('a change after an undo leaves nothing to redo, and is a step of its own', () => {
  const back = undo(changed([0, 'a', 0]), 1);
  const timeline = withChange(back?.timeline ?? NO_TIMELINE, 0, 'a', 10);
  expect(redo(timeline, 7)).toBeNull();
  expect(undo(timeline, 7)?.found).toBe(0);
});

test('however often one goes back and forth, one comes back to where one was', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 40 }), (n, back) => {
      const all = Array.from({ length: n }, (_, i) => [i, String(i), i] as const);
      let [now, timeline] = [n, changed(...all)];
      for (const step of [undo<number>, redo<number>])
        for (let i = 0; i < back; i++) {
          const travel = step(timeline, now);
          if (travel) ({ found: now, timeline } = travel);
        }
      expect(now).toBe(n);
    }),
  );
});
