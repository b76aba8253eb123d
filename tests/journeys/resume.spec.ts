import { expect, test } from './journey.ts';
import { Lab } from './lab.ts';
import { linkTo } from './links.ts';

const LINK = linkTo('cartpole-dqn', (config) => ({
  ...config,
  populationSize: 4,
  generations: 24,
  // of one environment: a generation lasts a second at the world's speed, and is computed in a fraction of it
  training: {
    ...config.training,
    stepsPerGeneration: 64,
    environmentsPerAgent: 1,
    learningDelay: 64,
  },
  evaluation: { ...config.evaluation, episodes: 1 },
  target: { ...config.target, enabled: false },
}));

test.setTimeout(240_000); // a run computed one and a half times, on a machine that may be slow
const COMPUTED = 90_000;

test('a run goes on after a reload, and ends as if there had been none', async ({
  browser,
  page,
}) => {
  const lab = new Lab(page);
  await lab.openSlowly(LINK);
  await lab.start();
  await lab.isKept();
  await page.reload();
  const notice = page.getByText(/Resumed at generation \d+/);
  await expect(notice).toBeVisible();
  const resumedAt = Number(/\d+/.exec((await notice.textContent()) ?? '')?.[0]);
  expect(resumedAt).toBeGreaterThan(0);
  expect(await lab.generation()).toBeGreaterThanOrEqual(resumedAt - 1); // those before it are done
  await lab.choosePace('Max'); // the pace is remembered, too
  await expect(lab.hash).toBeVisible({ timeout: COMPUTED });

  const undisturbed = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const other = new Lab(await undisturbed.newPage());
  await other.open(page.url());
  await other.start();
  await expect(other.hash).toHaveText((await lab.hash.textContent()) ?? '', { timeout: COMPUTED });

  // A finished run is shown as it ended, and not computed again.
  await page.reload();
  await expect(lab.hash).toHaveText((await other.hash.textContent()) ?? '');
  await expect(page.getByRole('treeitem').or(page.getByRole('tree')).first()).toBeVisible();
  expect(await lab.generation()).toBe(24);
  await expect(page.getByText(/^return \d/)).toBeVisible(); // its champion plays
  await page.getByRole('button', { name: /^the champion, agent \d+ of generation \d+/ }).click();
  const inspector = page.getByRole('region', { name: /^Agent \d+/ });
  await expect(inspector.getByText('The stronger a connection')).toBeVisible();
  await expect(inspector.getByRole('button', { name: 'Keep' })).toBeEnabled();
  await expect(notice).toBeHidden();
  await expect(page.getByRole('button', { name: 'Run again' })).toBeEnabled();
  await undisturbed.close();
});

test('a run that was paused is found as it was left, and goes on at a word', async ({ page }) => {
  const lab = new Lab(page);
  await lab.openSlowly(LINK);
  await lab.start();
  await lab.isKept();
  await lab.pause.click();
  await expect(lab.play).toBeVisible();
  await page.reload();
  await expect(page.getByText(/Ready to go on from generation \d+/)).toBeVisible();
  await expect(lab.play).toBeEnabled();
  const generation = await lab.generation();
  await lab.play.click();
  await lab.reachGeneration(generation + 2);
});
