import { expect, test } from './journey.ts';
import { Lab } from './lab.ts';
import { linkTo } from './links.ts';

const SMALL = linkTo('cartpole-dqn', (config) => ({
  ...config,
  populationSize: 4,
  generations: 4,
  training: { ...config.training, stepsPerGeneration: 128 },
  evaluation: { ...config.evaluation, episodes: 1 },
  target: { ...config.target, enabled: false },
}));

test('stepping through a generation shows its selection, moment by moment, at a word or by itself', async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open(SMALL);
  await expect(lab.play).toBeEnabled();

  // From the beginning, through the phases of the first generation: choosing and mutating are shown.
  const phase = page.getByRole('list', { name: 'Phase' }).locator('[aria-current]');
  const slow = page.getByRole('region', { name: 'Slow motion: from generation 1 to 2' });
  await page.keyboard.press('p');
  await expect(phase).toHaveText('Evaluate');
  await expect(slow).toBeHidden();
  await page.keyboard.press('p');
  await expect(phase).toHaveText('Select');
  await expect(slow).toContainText('Generation 1 has been tested');
  expect(await lab.generation()).toBe(1);
  await page.keyboard.press('p');
  await expect(phase).toHaveText('Mutate');
  await expect(slow).toContainText('so far an exact copy');
  await page.keyboard.press('p');
  await expect(phase).toHaveText('Train');
  await expect(slow).toBeHidden();

  await page.getByRole('button', { name: /^Slow motion/ }).click();
  await expect(slow).toBeVisible();
  const sentence = slow.locator('p[aria-live]');
  const next = slow.getByRole('button', { name: 'Next', exact: true });
  const back = slow.getByRole('button', { name: 'Back', exact: true });
  await next.click(); // it no longer goes on by itself
  while (await back.isEnabled()) await back.click();
  const seen: string[] = [];
  while (await next.isEnabled()) {
    seen.push((await sentence.textContent()) ?? '');
    await next.click();
  }
  const told = seen.join('\n');
  expect(told).toMatch(/Generation 1 has been tested: 4 agents/);
  expect(told).toMatch(/passed on as elite/);
  for (const tournament of [1, 2, 3]) expect(told).toContain(`Tournament ${tournament} of 3:`);
  expect(told).toMatch(/wins/);
  expect(told).toMatch(/exact copy/);
  await expect(sentence).toHaveText('Generation 2 stands, and trains next.');

  await slow.getByRole('button', { name: 'Next generation' }).click();
  const later = page.getByRole('region', { name: 'Slow motion: from generation 2 to 3' });
  await expect(later).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'CartPole' })).toBeVisible();

  // who plays on sees what plays, and how it ends
  await page.keyboard.press('s');
  await expect(later).toBeVisible();
  await lab.play.click();
  await expect(page.getByRole('region', { name: 'CartPole' })).toBeVisible();
  await expect(lab.hash).toBeVisible();

  // It stands still where motion is unwelcome, and else goes on by itself.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.keyboard.press('s');
  const first = page.locator('p[aria-live]', { hasText: 'has been tested' });
  await expect(first).toBeVisible();
  await page.waitForTimeout(2500); // nothing is to happen in this time
  await expect(first).toBeVisible();
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await expect(page.locator('p[aria-live]', { hasText: 'elite' })).toBeVisible();
  await page.getByRole('button', { name: 'Close slow motion' }).click();
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await page.keyboard.press('s');
  await expect(page.locator('p[aria-live]', { hasText: /Tournament \d of 3:|wins/ })).toBeVisible();
});
