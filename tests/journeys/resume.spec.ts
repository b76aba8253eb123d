import { expect, test } from '@playwright/test';
import { Lab } from './lab.ts';
import { linkTo } from './links.ts';

const LINK = linkTo('cartpole-dqn', (config) => ({
  ...config,
  populationSize: 4,
  generations: 14,
  training: { ...config.training, stepsPerGeneration: 512 },
  evaluation: { ...config.evaluation, episodes: 2 },
  target: { ...config.target, enabled: false },
}));

test.setTimeout(120_000); // a run computed one and a half times

test('a run goes on after a reload, and ends as if there had been none', async ({
  browser,
  page,
}) => {
  const lab = new Lab(page);
  await lab.open(LINK);
  await lab.start();
  await lab.reachGeneration(3);
  await page.reload();
  const notice = page.getByText(/Resumed at generation \d+/);
  await expect(notice).toBeVisible();
  const resumedAt = Number(/\d+/.exec((await notice.textContent()) ?? '')?.[0]);
  expect(resumedAt).toBeGreaterThan(0);
  expect(await lab.generation()).toBeGreaterThanOrEqual(resumedAt);
  await expect(lab.hash).toBeVisible({ timeout: 40_000 });

  const undisturbed = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const other = new Lab(await undisturbed.newPage());
  await other.open(page.url());
  await other.start();
  await expect(other.hash).toHaveText((await lab.hash.textContent()) ?? '', { timeout: 40_000 });
  await undisturbed.close();

  await page.reload();
  const asked = page.getByRole('button', { name: 'Run it' }); // by its estimate, it takes a word
  await expect(asked.or(lab.pause).or(lab.hash).first()).toBeVisible();
  await expect(notice).toBeHidden(); // what has ended is not kept
});

test('a run that was paused is found as it was left, and goes on at a word', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open(LINK);
  await lab.start();
  await lab.reachGeneration(2);
  await lab.pause.click();
  await expect(lab.play).toBeVisible();
  await page.reload();
  await expect(page.getByText(/Ready to go on from generation \d+/)).toBeVisible();
  await expect(lab.play).toBeEnabled();
  const generation = await lab.generation();
  await lab.play.click();
  await lab.reachGeneration(generation + 2);
});
