import { expect, test } from 'vitest';
import { controlsWords } from '#store/lab/access.ts';

test('what a link hides and locks is counted, but not what this page does not have', () => {
  expect(controlsWords({ hidden: [], locked: [] })).toBe('');
  expect(controlsWords({ hidden: ['charts', 'hologram'], locked: ['seed', 'network'] })).toBe(
    'hides 1 part and locks 2 parts',
  );
  expect(controlsWords({ hidden: ['hologram'], locked: [] })).toBe('');
});
