import { expect, type Page, test } from './journey.ts';
import { Lab } from './lab.ts';
import { linkTo } from './links.ts';

const SMALL = linkTo('cartpole-dqn', (config) => ({
  ...config,
  populationSize: 4,
  generations: 4,
  training: { ...config.training, stepsPerGeneration: 128, learningDelay: 128 },
  evaluation: { ...config.evaluation, episodes: 1 },
  target: { ...config.target, enabled: false },
}));

test('without a mouse: play, pause, step, choose an agent in the tree, read about it', async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open(SMALL);
  await expect(lab.play).toBeEnabled();
  // paused after each of two generations
  for (const generation of [1, 2]) {
    await page.keyboard.press('n');
    await expect.poll(() => lab.generation()).toBe(generation);
    await expect(lab.play).toBeVisible();
  }

  const tree = page.getByRole('tree', { name: /^Genealogy/ });
  await reachByTab(page, 'tree');
  await expect(tree).toBeFocused();
  const outline = await tree.evaluate((element) => getComputedStyle(element).outlineStyle);
  expect(outline).not.toBe('none');

  const item = page.getByRole('treeitem');
  const newest = await item.getAttribute('aria-label');
  await page.keyboard.press('ArrowLeft');
  await expect(item).toHaveAttribute('aria-label', /generation 1/);
  expect(await item.getAttribute('aria-label')).not.toBe(newest);
  const agent = /[Aa]gent (\d+)/.exec((await item.getAttribute('aria-label')) ?? '')?.[1];
  await expect(page.getByRole('heading', { name: `Agent ${agent}`, exact: true })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`g=0&a=${agent}\\b`));

  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/&a=/);

  await page.keyboard.press('Space');
  await expect(lab.hash).toBeVisible({ timeout: 120_000 });

  // a run that has ended is not lost for a step, and goes on from there at a word
  const hash = await lab.hash.textContent();
  await page.keyboard.press('n');
  await expect(lab.hash).toHaveText(hash ?? '');
  expect(await lab.generation()).toBe(4);
  for (const key of ['r', 'Space']) {
    await page.keyboard.press(key);
    const asked = page.getByRole('dialog', { name: 'Start again?' });
    await asked.getByRole('button', { name: 'Stay with this run' }).click();
    await expect(asked).toBeHidden();
  }
  await expect(lab.hash).toHaveText(hash ?? '');
  await page.getByRole('button', { name: 'Go on for 10 more generations' }).press('Enter');
  await expect(lab.hash).not.toHaveText(hash ?? '', { timeout: 120_000 });
  await expect(page.getByText('All 14 generations done')).toBeVisible();
  await page.getByRole('link', { name: 'Library' }).click();
  await expect(page.getByText(/\b14 (of|generations)/).first()).toBeVisible(); // it is kept
  await page.getByRole('link', { name: 'Evolve' }).click();
  await page.reload();
  await expect(page.getByText('All 14 generations done')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Go on for 10 more generations' })).toBeEnabled();

  // its control is one press away, and is compared with it
  await page.getByRole('button', { name: 'Run it without evolution' }).press('Enter');
  await expect(
    page.getByRole('list', { name: 'Queue of runs' }).getByText(/^finished/),
  ).toBeVisible();
  await expect(page.getByText(/without evolution \(control\)/).first()).toBeVisible();
});

/** Presses Tab until an element of a role has the focus. */
async function reachByTab(page: Page, role: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => document.activeElement?.getAttribute('role'));
    if (at === role) return;
  }
  throw new Error(`no element with the role '${role}' is reached by Tab`);
}
