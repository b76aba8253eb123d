import { expect, test } from './journey.ts';
import { Lab } from './lab.ts';
import { linkTo } from './links.ts';

const SMALL = linkTo('cartpole-dqn', (config) => ({
  ...config,
  populationSize: 6,
  generations: 6,
  training: { ...config.training, stepsPerGeneration: 128 },
  evaluation: { ...config.evaluation, episodes: 1 },
  target: { ...config.target, enabled: false },
}));

test('change the mix and run: every child mutates as it says', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open(SMALL);
  await lab.start();
  await expect(lab.hash).toBeVisible({ timeout: 120_000 });
  const before = await lab.hash.textContent();

  await page
    .getByRole('group')
    .filter({ hasText: /^Mutation/ })
    .first()
    .locator('summary')
    .click();
  const divider = page.getByRole('slider', {
    name: 'Divider between no mutation and architecture',
  });
  const box = await divider.boundingBox();
  if (!box) throw new Error('the divider is not on the page');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 40, y, { steps: 4 });
  await page.mouse.up();
  const share = (name: string) => page.getByLabel(`${name}, per cent`);
  expect(Number(await share('no mutation').inputValue())).toBeLessThan(40);
  expect(Number(await share('architecture').inputValue())).toBeGreaterThan(20);

  await share('weights').fill('100');
  await share('weights').press('Enter');
  for (const other of ['no mutation', 'architecture', 'activation', 'hyperparameter'])
    await expect(share(other)).toHaveValue('0');

  await page.getByRole('button', { name: 'Run again' }).click();
  await expect(lab.pause.or(lab.hash).first()).toBeVisible();
  await expect(lab.hash).toBeVisible({ timeout: 120_000 });
  await expect(lab.hash).not.toHaveText(before ?? '');
  // as slow motion tells it
  await page.keyboard.press('s');
  await page.getByRole('button', { name: 'Skip to the end' }).click();
  const chosen = page.getByRole('region', { name: 'Generation 6' }).getByRole('listitem');
  await expect(chosen).toHaveText([/elite$/, ...new Array(5).fill(/weights$/)]);
});

test('what a set-up takes is told, follows the knobs, and is undone and made again, by key and by button', async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open(SMALL);
  await lab.start();
  const estimate = page.getByLabel('What this set-up takes');
  await expect(estimate).toContainText('4,608'); // 6 agents × 6 generations × 128 steps
  await expect(lab.hash).toBeVisible();
  const population = page.getByRole('slider', { name: 'Population' });
  const holds = async (agents: number, steps: string) => {
    await expect(population).toHaveAttribute('aria-valuetext', `${agents} agents`);
    await expect(estimate).toContainText(steps);
  };
  await holds(6, '4,608');
  await population.press('ArrowRight');
  await holds(8, '6,144');
  await population.press('Control+z');
  await holds(6, '4,608');
  await population.press('Control+Shift+z');
  await holds(8, '6,144');
  await page.getByRole('button', { name: 'Undo the last change of the set-up' }).click();
  await holds(6, '4,608');
  await expect(page.getByRole('button', { name: /^Undo/ })).toBeDisabled();
});
