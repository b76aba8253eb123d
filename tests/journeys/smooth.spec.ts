import { expect, test } from '@playwright/test';
import { Lab } from './lab.ts';
import { linkTo } from './links.ts';
import { heldMemory, longTasks, watchPage } from './watch-page.ts';

test.setTimeout(300_000);
test.use({ trace: 'off' }); // it would be measured too

test('while 64 agents train, the page never stops for more than 50 ms', async ({ page }) => {
  await watchPage(page);
  const lab = new Lab(page);
  await lab.open(
    linkTo('cartpole-dqn', (config) => ({
      ...config,
      populationSize: 64,
      generations: 200,
      target: { ...config.target, enabled: false },
    })),
  );
  await lab.start();
  await lab.reachGeneration(2); // the charts come with the first
  const from = await lab.generation();
  const tasks = await longTasks(page, async () => {
    await page.waitForTimeout(20_000); // the time over which it is watched
    await lab.reachGeneration(from + 2);
  });
  expect(tasks).toEqual([]);
});

test('memory is flat over 200 generations', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open(
    linkTo('mountaincar-dqn', (config) => ({
      ...config,
      populationSize: 4,
      generations: 260,
      training: { ...config.training, stepsPerGeneration: 64 },
      evaluation: { ...config.evaluation, episodes: 1 },
      target: { ...config.target, enabled: false },
    })),
  );
  await lab.start();
  await lab.reachGeneration(40);
  const before = await heldMemory(page);
  await lab.reachGeneration(240);
  const after = await heldMemory(page);
  // what 200 generations add to the lineage is a few numbers for each agent
  expect((after - before) / 1e6).toBeLessThan(4);
});
