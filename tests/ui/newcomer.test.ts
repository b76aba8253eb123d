import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { STRATEGY_PRESETS } from '#strategy/presets.ts';
import { NEWCOMER, STRATEGY_NEWCOMER } from '#ui/about/newcomer.ts';

test('the README has both of the newcomer’s sheets of the page, word for word', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  for (const sheet of [NEWCOMER, STRATEGY_NEWCOMER]) {
    expect(sheet).toHaveLength(5);
    sheet.forEach(({ task, steps }, i) => {
      expect(readme).toContain(`${i + 1}. **${task}.** ${steps.join(' ')}`);
    });
  }
});

test('each preset that the strategy lab’s sheet has chosen is there, with a row of the name that it gives', () => {
  const words = STRATEGY_NEWCOMER.flatMap(({ steps }) => steps).join(' ');
  const named = [...words.matchAll(/preset “([^”]+)”/g)].map(([, title]) => title);
  expect(named).toHaveLength(2);
  const presets = named.map((title) => STRATEGY_PRESETS.find((each) => each.title === title));
  expect(presets.every((preset) => preset !== undefined)).toBe(true);
  const [, row] = /lane of “([^”]+)”/.exec(words) ?? [];
  expect(presets[1]?.config.rows.map(({ name }) => name)).toContain(row);
});
