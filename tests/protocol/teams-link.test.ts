import { expect, test } from 'vitest';
import { readPlan, usualPlan } from '#engine/strategy/training-plan.ts';
import { decodeStrategyLink } from '#protocol/strategy-link.ts';
import { decodeTeamsLink, encodeTeamsLink } from '#protocol/teams-link.ts';
import { strategyCatalog } from '#strategy/strategy-catalog.ts';

const CATALOG = strategyCatalog();
const PLAN = readPlan({ name: 'Teams', controller: 'dqn-vdn' }, usualPlan(CATALOG), CATALOG);

test('a plan travels in a link, and the link names no run', () => {
  const link = encodeTeamsLink(PLAN) ?? '';
  expect(decodeTeamsLink(`https://page.test/${link}`)).toEqual({ kind: 'plan', plan: PLAN });
  expect(decodeStrategyLink(link, CATALOG)).toEqual({ kind: 'none' });
  expect(decodeTeamsLink('#/strategy?p=shapes')).toEqual({ kind: 'none' });
});

test('a link that was cut off or changed is refused, and a plan that is too long has none', () => {
  const link = encodeTeamsLink(PLAN) ?? '';
  expect(decodeTeamsLink(link.slice(0, -3)).kind).toBe('broken');
  expect(decodeTeamsLink(link.replace(/t=./, 't=x')).kind).toBe('broken');
  const domains = Array.from({ length: 400 }, (_, i) => `domain ${i * 7919}`);
  expect(encodeTeamsLink({ ...PLAN, domains })).toBeNull();
});
