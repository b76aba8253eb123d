import { expect, test } from 'vitest';
import { textBox } from '#ui/genealogy/room.ts';
import { pathLabels } from '#ui/landing/path-labels.ts';

const AREA = { x0: 0, x1: 400, y0: 0, y1: 200 };

test('a word stands above its node, below it where there is no room, or nowhere', () => {
  const nodes = [0, 20, 40].map((x) => ({ x: 100 + x, y: 100, words: 'batch ×1.5' }));
  expect(pathLabels(nodes, AREA).map(({ x, y }) => [x, y])).toEqual([
    [100, 90],
    [120, 117],
  ]);
});

test('no words lie on each other, or beyond the picture', () => {
  const nodes = Array.from({ length: 20 }, (_, i) => ({
    x: i * 20,
    y: 20 + ((i * 37) % 160),
    words: i % 3 === 0 ? '' : 'learn ×1.25',
  }));
  const boxes = pathLabels(nodes, AREA).map(({ words, x, y }) => textBox(words, x, y));
  expect(boxes.length).toBeGreaterThan(3);
  boxes.forEach((a, i) => {
    expect(a.x0).toBeGreaterThanOrEqual(AREA.x0);
    expect(a.x1).toBeLessThanOrEqual(AREA.x1);
    for (const b of boxes.slice(i + 1))
      expect(a.x1 < b.x0 || b.x1 < a.x0 || a.y1 < b.y0 || b.y1 < a.y0).toBe(true);
  });
});
