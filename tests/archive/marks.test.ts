import { expect, test } from 'vitest';
import {
  hasChangedDevice,
  LONGEST_MARK,
  lossMark,
  type Mark,
  MOST_MARKS,
  markedAt,
  restoredMark,
} from '#archive/marks.ts';

const DEVICE = { kind: 'wasm', description: '', threads: 2, reason: '', trials: [] } as const;
const lost = (generation: number, reason = 'why'): Mark =>
  lossMark({ kind: 'recovered', run: 1, generation, device: DEVICE, reason });

test('what happened after the generation that a run goes back to has not happened', () => {
  const marks = [lost(4), restoredMark(7, null), lost(5)].reduce<readonly Mark[]>(markedAt, []);
  expect(marks.map(({ generation }) => generation)).toEqual([4, 5]);
});

test('however long the reason, a mark is short enough to be kept', () => {
  const endless = 'x'.repeat(100_000);
  for (const { text } of [lost(1, endless), restoredMark(1, endless)]) {
    expect(text.length).toBeLessThanOrEqual(LONGEST_MARK);
    expect(text).toMatch(/x…\).*from here/);
  }
});

test('there are never more than are kept, and that a GPU was lost is not forgotten', () => {
  let marks: readonly Mark[] = [lost(0)];
  for (let i = 0; i < MOST_MARKS + 20; i++) marks = markedAt(marks, restoredMark(i, `${i}`));
  expect(marks).toHaveLength(MOST_MARKS);
  expect(hasChangedDevice({ marks })).toBe(true);
  expect(marks.at(-1)?.generation).toBe(MOST_MARKS + 19);
});
