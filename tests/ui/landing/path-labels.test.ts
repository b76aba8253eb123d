import { expect, test } from 'vitest';
import { textBox } from '#ui/genealogy/label-boxes.ts';
import { pathLabels } from '#ui/landing/path-labels.ts';

const AREA = { x0: 0, x1: 400, y0: 0, y1: 200 };

test('words stand above their node or below it, in fewer words where there is no room, or nowhere', () => {
  const texts = ['batch size 64 → 96', 'batch → 96'];
  const nodes = [0, 25, 125, 145, 165].map((x) => ({ x: 100 + x, y: 100, texts }));
  expect(pathLabels(nodes, AREA)).toEqual([
    { x: 100, y: 90, words: 'batch size 64 → 96' },
    { x: 125, y: 117, words: 'batch size 64 → 96' },
    { x: 225, y: 90, words: 'batch → 96' },
    { x: 245, y: 117, words: 'batch → 96' },
  ]);
});

test('no words lie on each other, or beyond the picture', () => {
  const nodes = Array.from({ length: 20 }, (_, i) => ({
    x: i * 20,
    y: 20 + ((i * 37) % 160),
    texts: i % 3 === 0 ? ['', ''] : ['updates half as often', 'updates ×0.5'],
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
