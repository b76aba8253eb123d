import { expect, test } from '@playwright/test';
import { Lab } from './lab.ts';
import { linkTo } from './links.ts';
import { movedAfter, watchPage } from './watch-page.ts';

test.beforeEach(async ({ page }) => {
  await watchPage(page);
});

test('a visitor sees a population evolve', { tag: '@narrow' }, async ({ page }) => {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('requestfailed', (request) => complaints.push(`${request.url()} failed`));

  const lab = new Lab(page);
  await lab.open();
  await lab.start();
  await lab.reachGeneration(2);

  expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(true);
  expect(complaints).toEqual([]);
  await page.screenshot({ path: test.info().outputPath('lab.png') });
});

test('something moves within a second of the load', { tag: '@measured' }, async ({ page }) => {
  await page.goto('./'); // the server is warm after this
  await page.reload();
  expect(await movedAfter(page)).toBeLessThan(1000);
});

test('nothing is wider than the window', { tag: '@narrow' }, async ({ page }) => {
  const lab = new Lab(page);
  await lab.open();
  await lab.start();
  await lab.reachGeneration(1);
  const widths = () =>
    page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
      screen.width,
    ]);
  const [content = 0, window = 0] = await widths();
  expect(content).toBeLessThanOrEqual(window);

  // two throttles are the most that is said of an action
  await page.goto('about:blank');
  await lab.open(linkTo('lunarlander-continuous-ppo'));
  await lab.start();
  await expect(page.getByText(/main throttle/)).toBeVisible();
  const [lander = 0, , screenWidth = 0] = await widths();
  expect(lander).toBeLessThanOrEqual(Math.max(window, screenWidth));
});

test('the default run reaches its target and says so', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open();
  await lab.start();
  await expect(lab.hash).toHaveText(/^[0-9a-f]{8,}$/, { timeout: 50_000 });
});

test('pausing holds the run, and playing goes on', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open();
  await lab.start();
  await lab.reachGeneration(1);
  await lab.pause.click();
  await expect(lab.play).toBeVisible();
  const held = await lab.generation();
  await page.waitForTimeout(1000); // nothing is to happen in this time
  expect(await lab.generation()).toBe(held);
  await lab.play.click();
  await lab.reachGeneration(held + 1);
});
