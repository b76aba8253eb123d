import { expect, test } from 'vitest';
import { stack } from '#ui/charts/choices/stack.ts';

const place = { edges: [0, 100, 200, 300], top: 0, height: 100 };

test('bands lie on each other from the bottom up, step by step', () => {
  const bands = stack(
    [
      { label: 'a', shares: [1, 0.5, 0] },
      { label: 'b', shares: [0, 0.5, 1] },
    ],
    place,
  );
  expect(bands.map(({ path }) => path)).toEqual([
    'M0 0H100L100 50H200L200 100H300L300 100H200L200 100H100L100 100H0Z',
    'M0 0H100L100 0H200L200 0H300L300 100H200L200 50H100L100 0H0Z',
  ]);
});

test('a name lies where its band is highest, and nowhere if there is no room', () => {
  const [first, second] = stack(
    [
      { label: 'ReLU', shares: [0.9, 0.9, 0.3] },
      { label: 'a name as long as this has no room', shares: [0.1, 0.1, 0.7] },
    ],
    place,
  );
  expect(first?.name).toEqual({ x: 50, y: 55 });
  expect(second?.name).toBeNull();
});
