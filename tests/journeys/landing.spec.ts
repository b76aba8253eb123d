import { expect, test } from './journey.ts';
import { Lab } from './lab.ts';
import { shiftsOf, watchShifts } from './layout-shifts.ts';
import { computedTasks, movedAfter, watchPage } from './watch-page.ts';

test('a recorded run plays within a second of the load, before the engine is there', {
  tag: ['@narrow', '@measured'],
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

test('the first page is there at once: painted within a second, nothing shifts, nothing blocks', {
  tag: ['@narrow', '@measured'],
}, async ({ browser, page }) => {
  await watchShifts(page);
  await page.goto('./'); // the server is warm after this
  // Only the page's own computing counts, not that of other programs.
  const tasks = await computedTasks(browser, page, async () => {
    await page.reload();
    await expect(page.getByRole('link', { name: 'Acrobot with DQN', exact: true })).toBeVisible();
    await page.waitForTimeout(2000); // a generation is selected from, and the next begins
  });
  const blocked = tasks.reduce((sum, ms) => sum + Math.max(0, ms - 50), 0);
  const paintedMs = await page.evaluate(() => {
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    return paint?.startTime ?? Number.POSITIVE_INFINITY;
  });
  const measured = { paintedMs, shifts: await shiftsOf(page) };
  test
    .info()
    .annotations.push({ type: 'measured', description: JSON.stringify({ ...measured, blocked }) });
  expect(measured.paintedMs).toBeLessThan(1000);
  expect(measured.shifts).toBe(0);
  expect(blocked).toBeLessThan(100); // total blocking time, until all tasks are there
});

test('the recording can be paused, and moved to any generation', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('button', { name: 'Pause the recording' }).click();
  const generation = page.getByRole('slider', { name: 'Generation of the recording' });
  await generation.fill('15');
  await expect(generation).toHaveAttribute('aria-valuetext', 'generation 15, highest fitness 500');
  await expect(page.getByRole('button', { name: 'Play the recording' })).toBeVisible();
});

test('where motion is unwelcome the recording stands at its end until it is asked to play', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('./');
  const end = page.getByText('generation 20 · fittest 500');
  await expect(end).toBeVisible();
  await page.getByRole('button', { name: 'Play the recording' }).click();
  await expect(end).toBeHidden();
});

test('another task is one press away', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('link', { name: 'Acrobot with DQN', exact: true }).click();
  const lab = new Lab(page);
  await lab.start();
  await expect(page.getByLabel('Preset')).toHaveValue('acrobot-dqn');
});
