import { readFileSync } from 'node:fs';
import { expect, type Page, test } from './journey.ts';
import { Lab } from './lab.ts';
import { linkTo } from './links.ts';
import { openSynthetic } from './synthetic/history.ts';

/** A run of seconds. */
const small = (preset: string, generations: number) =>
  linkTo(preset, (config) => ({
    ...config,
    populationSize: 4,
    generations,
    training: {
      ...config.training,
      stepsPerGeneration: preset === 'cartpole-dqn' ? 128 : config.training.stepsPerGeneration,
    },
    evaluation: { ...config.evaluation, episodes: 1 },
    target: { ...config.target, enabled: false },
  }));

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function finish(page: Page, link: string): Promise<Lab> {
  const lab = new Lab(page);
  await lab.open(link);
  await lab.start();
  await expect(lab.hash).toBeAttached({ timeout: 120_000 }); // on a phone it is behind a tab
  return lab;
}

test('a run branches off at an earlier generation, and the original stays', async ({ page }) => {
  const lab = await finish(page, small('cartpole-dqn', 5));
  const hash = (await lab.hash.textContent()) ?? '';
  const genealogy = page.getByRole('region', { name: 'Genealogy', exact: true });
  const agents = async (generation: number) => {
    await genealogy.getByRole('spinbutton', { name: 'Generation' }).fill(String(generation));
    return genealogy
      .getByRole('table', { name: `Agents of generation ${generation}` })
      .getByRole('row')
      .allTextContents();
  };
  await button(page, 'Genealogy as a table').click();
  const [shared, own] = [await agents(2), await agents(3)];
  await genealogy.getByRole('row').nth(2).getByRole('button').click();

  await button(page, 'Branch from here').click();
  const dialog = page.getByRole('dialog', { name: 'Branch this run' });
  await expect(dialog.getByLabel('From generation')).toHaveValue('3');
  await expect(dialog).toContainText('Nothing differs yet');
  await dialog.getByLabel('Seed', { exact: true }).fill('7');
  await dialog.getByLabel('Seed', { exact: true }).press('Enter');
  await expect(dialog.getByRole('region', { name: 'What will differ' })).toHaveText(/Seed42.*7$/);
  await dialog.getByRole('button', { name: 'Branch at generation 3' }).click();
  await expect(dialog).toBeHidden();
  const origin = page.getByRole('region', { name: 'Where this run comes from' });
  await expect(origin).toContainText('Branched off at generation 3');
  await expect(lab.hash).toBeVisible({ timeout: 120_000 });
  expect(await lab.generation()).toBe(5);
  expect(await lab.hash.textContent()).not.toBe(hash);
  expect(await agents(2)).toEqual(shared);
  expect(await agents(3)).not.toEqual(own);

  await origin.getByRole('button', { name: 'Open that run' }).click();
  await expect(lab.hash).toHaveText(hash);
  await expect(origin).toBeHidden();
  await page.getByRole('link', { name: 'Library' }).click();
  const runs = page.getByRole('region', { name: 'Runs' }).getByRole('listitem');
  await expect(runs).toHaveCount(2);
  await expect(runs.filter({ hasText: '5 of 5' })).toHaveCount(2);
});

test('a recipe is read, exported, and lived again by one agent', async ({ page }) => {
  const lab = await finish(page, small('cartpole-ppo', 6));
  const hash = (await lab.hash.textContent()) ?? '';
  const stage = page.getByRole('region', { name: 'CartPole', exact: true });
  await stage.getByRole('listitem').first().getByRole('button').click();
  const recipe = page.getByRole('region', { name: 'Recipe' });
  const count = Number(/(\d+) mutations?/.exec((await recipe.textContent()) ?? '')?.[1]);
  expect(count).toBeGreaterThan(1);

  await button(page, 'More for recipes').click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Download as JSON' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^recipe-agent-\d+-generation-6\.json$/);
  const file = JSON.parse(readFileSync(await download.path(), 'utf8'));
  expect(file).toMatchObject({ format: 'evolution-playground recipe', version: 1, generation: 5 });
  expect(file.fitness).toHaveLength(6);
  const mutated = file.config.schedule.filter(
    ({ family }: { readonly family: string }) => family !== 'none',
  );
  expect(mutated).toHaveLength(count);

  await button(page, 'Replay with one agent').click();
  const origin = page.getByRole('region', { name: 'Where this run comes from' });
  await expect(origin).toContainText('The same to the last digit so far, in all 6 generations.');
  await stage.getByRole('listitem').first().getByRole('button').click(); // it is older than the champion was
  await expect(recipe).toContainText(`${count} mutations`);
  await origin.getByRole('button', { name: 'Open that run' }).click();
  await expect(lab.hash).toHaveText(hash);
});

test('a long recipe is gathered and read in pages', async ({ page }) => {
  await openSynthetic(page, 16, 400);
  const recipe = page.getByRole('region', { name: 'Recipe' });
  const rows = recipe.getByRole('listitem');
  const first = () => rows.first().textContent();
  await expect(recipe).toContainText(/\d{3} mutations/);
  await expect(rows).toHaveCount(40);
  const newest = await first();
  await recipe.getByRole('button', { name: 'Earlier' }).click();
  await expect(rows).toHaveCount(40);
  expect(await first()).not.toBe(newest);
  while (await recipe.getByRole('button', { name: 'Earlier' }).isEnabled())
    await recipe.getByRole('button', { name: 'Earlier' }).click();
  await expect(rows.last()).toContainText(/^generation 1/);

  const run = recipe.getByRole('button', { name: /\d+ mutations: / }).first();
  const words = run.getByText(/^\d+ mutations: /);
  const steps = Number.parseInt((await words.textContent()) ?? '', 10);
  const before = await rows.count();
  await run.click();
  await expect(rows).toHaveCount(before + steps);
  await run.press('Enter');
  await expect(rows).toHaveCount(before);
});

test('who trains for the first time can be inspected', async ({ page }) => {
  const lab = new Lab(page);
  await lab.openSlowly(small('cartpole-dqn', 5));
  await lab.step();
  const training = await lab.generation();
  expect(training).toBeLessThan(5);
  const living = page.getByRole('list', { name: 'The living agents' }).getByRole('button');
  await expect(living).toHaveCount(4);
  await living.last().click();
  const agent = /\d+/.exec((await living.last().getAttribute('aria-label')) ?? '')?.[0];
  const inspector = page.getByRole('region', { name: `Agent ${agent}`, exact: true });
  await expect(inspector).toContainText(`generation ${training + 1}, in training`);
  await expect(inspector).toContainText('not tested yet');
  await expect(inspector.getByRole('img', { name: /^Layers: input 4;/ })).toBeVisible();
  await expect(inspector.getByRole('region', { name: 'Recipe' })).toContainText('founder to here');

  await page.keyboard.press('n');
  await expect(inspector).not.toContainText('in training');
  await expect(inspector.getByText(/^fitness[\d.]+/)).toBeVisible();

  await living.first().focus();
  await page.keyboard.press('Escape');
  await expect(page.getByText(/^best of generation/)).toBeVisible();
});

test('on a phone an agent is kept, outlives the page, and founds a population', {
  tag: ['@narrow', '@finger'],
}, async ({ page }) => {
  await finish(page, small('cartpole-dqn', 3));
  const sheet = page.getByRole('region', { name: 'Agent', exact: true });
  const raise = async (times: number) => {
    for (let i = 0; i < times; i++) await button(page, 'More of it').click();
  };
  await raise(2);
  await button(page, 'Keep').click();
  const freezer = page.getByRole('region', { name: 'Freezer' });
  await expect(freezer.getByRole('listitem')).toHaveCount(1);
  const name = (await freezer.getByRole('listitem').locator('strong').textContent()) ?? '';
  expect(name).toMatch(/^Agent \d+ of CartPole-v1, /);

  await page.reload();
  await raise(2);
  await expect(freezer.getByRole('listitem')).toContainText(name);
  await freezer.getByRole('button', { name: `Found a population of ${name}` }).click();
  const origin = page.getByRole('region', { name: 'Where this run comes from' });
  await expect(origin).toContainText(`All founders are copies of a kept agent, ${name}.`);

  // The run is to be seen: the sheet makes room. Then each way to close it, and what lies beneath can be used.
  const closed = button(page, 'Less of it').and(page.locator(':disabled'));
  await expect(sheet).toHaveCSS('z-index', '19');
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.keyboard.press('Escape');
  await expect(closed).toBeVisible();
  const summary = sheet.getByRole('button', { name: /^Agent/ });
  await summary.tap();
  await expect(origin).toBeVisible();
  await summary.tap();
  await expect(closed).toBeVisible();
  await raise(1);
  await summary.tap({ trial: true }); // it stands still
  const box = await summary.boundingBox();
  if (!box) throw new Error('the sheet has no head');
  await page.mouse.move(box.x + 60, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + 60, box.y + 320, { steps: 4 });
  await page.mouse.up();
  await expect(closed).toBeVisible();
  for (const part of ['Tree', 'Charts', 'Watch'])
    await page
      .getByRole('navigation', { name: 'Parts of the lab' })
      .getByRole('button', { name: part })
      .tap();
});
