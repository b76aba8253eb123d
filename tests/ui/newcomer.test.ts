import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { NEWCOMER } from '#ui/about/newcomer.ts';

test('the README has the newcomer’s sheet of the page, word for word', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  expect(NEWCOMER).toHaveLength(5);
  NEWCOMER.forEach(({ task, steps }, i) => {
    expect(readme).toContain(`${i + 1}. **${task}.** ${steps.join(' ')}`);
  });
});
