import { expect, test } from 'vitest';
import { counted } from '#core/counted.ts';

test('one is one, and all else are many', () => {
  expect([0, 1, 2].map((count) => counted(count, 'agent'))).toEqual([
    '0 agents',
    '1 agent',
    '2 agents',
  ]);
  expect(counted(1, 'child', 'children')).toBe('1 child');
  expect(counted(3, 'child', 'children')).toBe('3 children');
});
