import { findCutTexts } from './cut-text.ts';
import { expect, test } from './journey.ts';
import { Lab } from './lab.ts';

test('no text of the set-up is cut, whatever the preset, and nothing scrolls sideways', {
  tag: '@narrow',
}, async ({ page, isMobile }) => {
  const lab = new Lab(page);
  await lab.open();
  if (isMobile) await page.getByRole('button', { name: 'Setup', exact: true }).click();
  const preset = page.getByLabel('Preset', { exact: true });
  for (const id of ['cartpole-rescue', 'lunarlander-continuous-td3-agilerl', 'lunarlander-ppo']) {
    await preset.selectOption(id);
    expect(await page.evaluate(findCutTexts), id).toEqual([]);
    for (const summary of await page.locator('details:not([open]) > summary').all())
      if (await summary.isVisible()) await summary.click();
    await expect(page.getByLabel('Fewest layers', { exact: true })).toBeVisible();
    expect(await page.evaluate(findCutTexts), `${id}, unfolded`).toEqual([]);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
});

test('no text of the other pages is cut', { tag: '@narrow' }, async ({ page }) => {
  for (const route of [
    '#/',
    '#/runs',
    '#/compare',
    '#/about',
    '#/about/agilerl',
    '#/about/mat-agent',
  ]) {
    await page.goto(`./${route}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText(/is loading|Loading/)).toHaveCount(0);
    expect(await page.evaluate(findCutTexts), route).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  }
});
