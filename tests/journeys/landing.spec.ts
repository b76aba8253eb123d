import { expect, test } from '@playwright/test';
import { Lab } from './lab.ts';
import { movedAfter, watchPage } from './watch-page.ts';

test('a recorded run plays within a second of the load, before the engine is there', {
  tag: '@narrow',
}, async ({ page }) => {
  await watchPage(page);
  await page.goto('./'); // the server is warm after this
  await page.reload();
  expect(await movedAfter(page)).toBeLessThan(1000);
  expect(page.workers()).toHaveLength(0);
  await expect(page.getByRole('region', { name: 'A recorded run' })).toBeVisible();
  const [content, window] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect(content).toBeLessThanOrEqual(window);
});

test('“Run it live” computes the recorded run, to the same hash', async ({ page, request }) => {
  const { hash } = await (await request.get('./runs/cartpole.json')).json();
  await page.goto('./');
  await page.getByRole('link', { name: 'Run it live' }).click();
  const lab = new Lab(page);
  await lab.start();
  await expect(lab.hash).toHaveText(hash, { timeout: 50_000 });
});

test('the recording can be paused, and moved to any generation', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('button', { name: 'Pause the recording' }).click();
  const generation = page.getByRole('slider', { name: 'Generation of the recording' });
  await generation.fill('14');
  await expect(generation).toHaveAttribute('aria-valuetext', 'generation 14, best fitness 500');
  await expect(page.getByRole('button', { name: 'Play the recording' })).toBeVisible();
});

test('where motion is unwelcome the recording stands at its end until it is asked to play', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('./');
  await expect(page.getByText('Solved: the pole stands for 500 steps')).toBeVisible();
  await page.getByRole('button', { name: 'Play the recording' }).click();
  await expect(page.getByText('Solved: the pole')).toBeHidden();
});

test('another task is one press away', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('link', { name: 'Acrobot with DQN', exact: true }).click();
  const lab = new Lab(page);
  await lab.start();
  await expect(page.getByLabel('Preset')).toHaveValue('acrobot-dqn');
});
