import { expect, test } from './journey.ts';
import { Lab } from './lab.ts';
import { linkTo } from './links.ts';

/** Two agents that have hardly learned: their moves are legal, not good. */
const SHORT = linkTo('connect-four-dqn', (config) => ({
  ...config,
  populationSize: 2,
  generations: 1,
  training: { ...config.training, stepsPerGeneration: 64, learningDelay: 64 },
  evaluation: { episodes: 1 },
  champion: { episodes: 1 },
}));

test('a person plays Connect Four against the champion by keyboard @narrow', async ({
  page,
  isMobile,
}) => {
  const lab = new Lab(page);
  await lab.open(SHORT);
  await lab.start();
  await expect(lab.hash).toBeAttached({ timeout: 120_000 });
  await expect(page.locator('figcaption').first()).toContainText(/step \d+ · column \d/); // it plays
  if (isMobile)
    await page
      .getByRole('region', { name: 'Agent', exact: true })
      .getByRole('button', { name: /^Agent/ })
      .click();
  await page.getByRole('button', { name: 'Play against it' }).click();

  const dialog = page.getByRole('dialog', { name: /^Play against agent \d+$/ });
  const said = dialog.getByRole('status');
  await expect(said).toHaveText('Your turn.');
  await page.keyboard.press('4');
  await expect(said).toHaveText(/^You: column 4\. Agent: column \d\. Your turn\.$/);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(said).toHaveText(/^You: column 3\. Agent: column \d\. Your turn\.$/);
  await dialog.getByLabel('Show what the agent expects').check();
  await expect(
    dialog.getByRole('list', { name: 'What it expected of each column' }).getByRole('listitem'),
  ).toHaveCount(7);

  await dialog.getByLabel('Agent begins').check();
  await expect(said).toHaveText(/^Agent: column \d\. Your turn\.$/);
  const columns = dialog.getByRole('group', { name: /^Board/ }).getByRole('button');
  await columns.nth(6).click();
  await expect(said).toHaveText(/^You: column 7\. Agent: column \d\./);
});
