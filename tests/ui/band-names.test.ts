import { expect, test } from 'vitest';
import { bandNames } from '#ui/charts/choices/band-names.ts';

test('a name lies where its band is highest, and nowhere if there is no room', () => {
  const names = bandNames(
    [
      { label: 'ReLU', shares: [0.9, 0.9, 0.3] },
      { label: 'a name as long as this has no room', shares: [0.1, 0.1, 0.7] },
    ],
    { edges: [0, 100, 200, 300], top: 0, height: 100 },
  );
  expect(names).toEqual([{ label: 'ReLU', x: 50, y: 55 }]);
});
