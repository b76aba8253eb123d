import { expect, test } from 'vitest';
import type { Catalog } from '#core/catalog.ts';
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
  expect(cost.contestSteps).toBe((2 * 20 - 1) * 20 * 500); // challenger and champion, at first without a champion
  expect(cost.updates).toBe(cost.steps - 500); // no agent learns before the learning delay
  const allSteps = cost.steps + cost.evaluationSteps + cost.contestSteps;
  expect(cost.operations).toBe(cost.updates * 64 * connections * 10 + allSteps * connections * 2);
  expect(cost.seconds).toBeCloseTo(cost.operations / 1e9 + allSteps / 1e6, 9);
});

test('fewer updates, smaller batches and smaller populations cost less', () => {
  const { seconds } = estimateCost(validConfig, catalog);
  expect(costWith('hyperparameters.learnStep.value', 8).updates).toBe((6 * 20 * 2000 - 500) / 8);
  expect(costWith('hyperparameters.batchSize.value', 8).seconds).toBeLessThan(seconds);
  const { updates, evaluationSteps } = costWith('populationSize', 6);
  const half = costWith('populationSize', 3);
  expect(half.updates).toBeCloseTo((updates + 500) / 2 - 500, 6); // the learning delay is one for all
  expect(half.evaluationSteps).toBe(evaluationSteps / 2);
});

test('contests cost what their episodes do, whatever the size of the population', () => {
  const contests = (path: string, value: unknown) => costWith(path, value).contestSteps;
  expect(contests('champion', { episodes: 0 })).toBe(0);
  expect(contests('champion', { episodes: 40 })).toBe(2 * contests('champion', { episodes: 20 }));
  expect(contests('populationSize', 3)).toBe(contests('populationSize', 6));
  expect(costWith('champion', { episodes: 0 }).seconds).toBeLessThan(
    costWith('champion', { episodes: 20 }).seconds,
  );
});

test('where one side is evaluated against the others of its population, its steps are computed twice', () => {
  const [task] = catalog.environments;
  const opposed = { ...catalog, environments: [{ ...task, isOpposed: true as const }] } as Catalog;
  const ofSide = configWith('evaluation', {
    episodes: 5,
    fitness: 'agent',
  }) as unknown as RunConfig;
  const together = estimateCost(ofSide, catalog);
  const apart = estimateCost(ofSide, opposed);
  const connections = 4 * 64 + 64 * 32 + 32 * 64 + 64 * 2;
  expect(apart.operations - together.operations).toBe(together.evaluationSteps * connections * 2);
  expect(apart.evaluationSteps).toBe(together.evaluationSteps);
});

test('an unknown task costs nothing', () => {
  expect(costWith('environment', 'Chess').seconds).toBe(0);
});
