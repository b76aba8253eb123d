import { expect, type Page, test } from './journey.ts';
import { Lab } from './lab.ts';
import { linkTo } from './links.ts';

const small = (learningRate: number) =>
  linkTo('cartpole-dqn', (config) => ({
    ...config,
    populationSize: 4,
    generations: 4,
    training: { ...config.training, stepsPerGeneration: 64 },
    evaluation: { ...config.evaluation, episodes: 1 },
    hyperparameters: {
      ...config.hyperparameters,
      learningRate: {
        ...(config.hyperparameters['learningRate'] as (typeof config.hyperparameters)[string]),
        value: learningRate,
      },
    },
    target: { ...config.target, enabled: false },
  }));

/** Runs a configuration in the lab, then three seeds of it on the page that compares. */
async function runThreeSeeds(page: Page, learningRate: number): Promise<void> {
  const lab = new Lab(page);
  await page.goto('about:blank');
  await lab.open(small(learningRate));
  await lab.start();
  await expect(lab.hash).toBeVisible({ timeout: 120_000 });
  await page.getByRole('link', { name: 'Compare', exact: true }).click();
  await page.getByRole('button', { name: 'Run 3 seeds' }).click();
  const queue = page.getByRole('list', { name: 'Queue of runs' });
  // The lab's own run is one of the three: it is taken from the library.
  await expect(queue.getByText(/^finished/)).toHaveCount(2, { timeout: 120_000 });
}

test('three seeds of two configurations are compared, and a reload keeps them', async ({
  page,
}) => {
  await runThreeSeeds(page, 1e-3);
  const chart = page.getByRole('region', { name: /^Fitness, / });
  await expect(chart.getByText(/^A: .*mean of n 3$/)).toBeVisible();
  await expect(page.getByText('There is one configuration.')).toBeVisible();

  await runThreeSeeds(page, 5e-4);
  await expect(chart.getByText(/^B: .*mean of n 3$/)).toBeVisible();
  const settings = page.getByRole('region', { name: 'What differs' });
  await expect(settings.getByRole('row', { name: /^Learning rate/ })).toHaveText(
    /Learning rate1e-35e-4/,
  );
  await expect(settings.getByRole('row')).toHaveCount(4); // head, seeds, part of the form, what differs

  const scrolled = settings.getByRole('region', { name: /^Settings in which/ });
  const [content = 0, room = 0] = await scrolled.evaluate((it) => [it.scrollWidth, it.clientWidth]);
  expect(content).toBeLessThanOrEqual(room); // every column is in sight

  await chart.getByRole('button', { name: /as a table$/ }).click();
  const rows = chart.getByRole('table').getByRole('row');
  await expect(rows).toHaveCount(1 + 2 * 4);
  await expect(rows.nth(1)).toHaveText(/^A1,0243/); // 4 agents × 64 steps × 4 generations, 3 runs
  await chart.getByRole('button', { name: /as a picture$/ }).click();

  await page.reload();
  await expect(chart.getByText(/^A: .*mean of n 3$/)).toBeVisible();
  await expect(chart.getByText(/^B: .*mean of n 3$/)).toBeVisible();
  await page.getByLabel('Every run').check();
  const runs = page.getByRole('region', { name: 'Runs', exact: true });
  await expect(runs.getByRole('checkbox')).toHaveCount(6);
  await runs.getByRole('checkbox').first().uncheck();
  await expect(chart.getByText(/^B: .*mean of n 2$/)).toBeVisible();
});

test('runs to do can be cancelled, and what is not there is named', async ({ page }) => {
  await page.goto('./#/compare?r=00000000-0000-4000-8000-000000000000');
  const missing = page.getByRole('alert').filter({ hasText: 'The run 00000000' });
  await expect(missing).toBeVisible();
  await missing.getByRole('button', { name: 'Leave it out' }).click();
  await expect(missing).toBeHidden();
  await expect(page).toHaveURL(/#\/compare$/);

  // Takes minutes, so that there is time to cancel it.
  await page
    .getByRole('combobox', { name: 'Configuration' })
    .selectOption('LunarLander, continuous, with DDPG');
  await page.getByRole('spinbutton', { name: 'Seeds' }).fill('2');
  await page.getByRole('button', { name: 'Run 2 seeds' }).click();
  const queue = page.getByRole('list', { name: 'Queue of runs' });
  await expect(queue.getByText(/^running/)).toBeVisible();
  await expect(queue.getByText('waiting')).toBeVisible();
  await queue.getByRole('button', { name: /^Cancel .*seed 43$/ }).click();
  await queue.getByRole('button', { name: /^Cancel .*seed 42$/ }).click();
  await expect(queue.getByText(/^cancelled/)).toHaveCount(2);
});
