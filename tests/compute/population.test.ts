import { expect, test } from 'vitest';
import { openDevice } from './devices.ts';
import {
  everything,
  founders,
  learn,
  openRagged,
  populationSuite,
  raggedPlans,
} from './population-suite.ts';

const PLANS = raggedPlans(1);

populationSuite(() => openDevice(), PLANS);

test('one, two and three threads give the same bits', async () => {
  const results = [];
  for (const threads of [1, 2, 3]) {
    const own = await openDevice(threads);
    expect(own.threads).toBe(threads);
    const population = openRagged(own, founders(PLANS));
    await learn(population, 0, 40);
    results.push(await everything(population));
    population.dispose();
    own.dispose();
  }
  expect(results[1]).toEqual(results[0]);
  expect(results[2]).toEqual(results[0]);
});
