import { expect, test } from 'vitest';
import { readPlan } from '#engine/strategy/training-plan.ts';
import { usualEvolution } from '#engine/strategy/usual-evolution.ts';
import { strategyCatalog } from '#strategy/strategy-catalog.ts';

const CATALOG = strategyCatalog();
const USUAL = usualEvolution(CATALOG);

test('a plan of a population that says nothing is the usual one, settings included', () => {
  expect(readPlan({}, USUAL, CATALOG)).toEqual(USUAL);
  expect(readPlan({ controller: USUAL.controller }, USUAL, CATALOG).settings).toEqual(
    USUAL.settings,
  );
});

test('a plan of another controller has none of the usual one’s settings', () => {
  const plan = readPlan({ controller: 'additive' }, USUAL, CATALOG);
  expect(plan.settings).toBeUndefined();
  expect(plan.rows).toBe(USUAL.rows);
});
