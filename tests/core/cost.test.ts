import { expect, test } from 'vitest';
import { estimateCost } from '#core/cost.ts';
import type { RunConfig } from '#core/run-config.ts';
import { catalog, configWith, validConfig } from './catalog-fixture.ts';

const costWith = (path: string, value: unknown) =>
  estimateCost(configWith(path, value) as unknown as RunConfig, catalog);

test('steps, updates and operations are counted', () => {
  const cost = estimateCost(validConfig, catalog, { operations: 1e9, steps: 1e6 });
  const connections = 4 * 64 + 64 * 32 + 32 * 64 + 64 * 2;
  expect(cost.steps).toBe(6 * 20 * 2000);
  expect(cost.evaluationSteps).toBe(6 * 20 * 5 * 500);
  expect(cost.updates).toBe(cost.steps - 500); // nobody learns before the learning delay
  const allSteps = cost.steps + cost.evaluationSteps;
  expect(cost.operations).toBe(cost.updates * 64 * connections * 10 + allSteps * connections * 2);
  expect(cost.seconds).toBeCloseTo(cost.operations / 1e9 + allSteps / 1e6, 9);
});

test('fewer updates, smaller batches and smaller populations cost less', () => {
  const { seconds } = estimateCost(validConfig, catalog);
  expect(costWith('hyperparameters.learnStep.value', 8).updates).toBe((6 * 20 * 2000 - 500) / 8);
  expect(costWith('hyperparameters.batchSize.value', 8).seconds).toBeLessThan(seconds);
  expect(costWith('populationSize', 3).seconds).toBeCloseTo(seconds / 2, 0); // the learning delay is one for all
});

test('an unknown task costs nothing', () => {
  expect(costWith('environment', 'Chess').seconds).toBe(0);
});
