import { expect, test } from '@playwright/test';
import { Lab } from './lab.ts';
import { linkTo } from './links.ts';

test('the address holds the run: opened elsewhere it is the same', async ({ page, context }) => {
  const lab = new Lab(page);
  await lab.open(linkTo('cartpole-dqn', (config) => ({ ...config, seed: 7, generations: 2 })));
  await lab.start();
  await expect(lab.hash).toBeVisible({ timeout: 60_000 });
  const hash = await lab.hash.textContent();

  const second = await context.newPage();
  const other = new Lab(second);
  await other.open(new URL(page.url()).hash);
  await other.start();
  await expect(other.hash).toHaveText(hash ?? '', { timeout: 60_000 });
});

test.describe('a link that cannot be read gives a notice and starts nothing', () => {
  const broken = {
    'an unknown preset': '#/evolve?p=nothing&s=1&v=1',
    'a seed that is no number': '#/evolve?p=cartpole-dqn&s=abc&v=1',
    'a payload that was cut off': '#/evolve?p=cartpole-dqn&s=1&v=1&d=jeyJwb3B1bGF0aW9u',
    'a population of a million': `#/evolve?p=cartpole-dqn&s=1&v=1&d=j${Buffer.from('{"populationSize":1000000}').toString('base64url')}`,
    'a newer version': '#/evolve?p=cartpole-dqn&s=1&v=99',
  };
  for (const [what, link] of Object.entries(broken)) {
    test(what, async ({ page }) => {
      const lab = new Lab(page);
      await lab.open(link);
      await expect(lab.notices.filter({ hasText: 'link' }).first()).toBeVisible();
      await expect(lab.play).toBeVisible();
      await expect(lab.pause).toBeHidden();
    });
  }
});
