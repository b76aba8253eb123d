import { expect, test } from './journey.ts';
import { Lab } from './lab.ts';

test.setTimeout(600_000); // a run for every pair

test('every pair of algorithm and environment that fits is chosen in the form, from one preset after another, and starts', async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open();
  const select = (name: string) => page.getByLabel(name, { exact: true });
  const offered = (name: string) =>
    select(name).evaluate((element: HTMLSelectElement) =>
      [...element.options].filter(({ disabled }) => !disabled).map(({ value }) => value),
    );
  await expect(select('Environment')).toBeVisible();
  await lab.choosePace('1×'); // it is about beginning, and leaves the machine to others
  const presets = await offered('Preset');
  const starting = page.getByRole('button', { name: 'Start it' }).or(lab.play).first();
  const runs = page.getByText('steps/s').or(lab.hash).first();
  let started = 0;
  for (const environment of await offered('Environment')) {
    await select('Environment').selectOption(environment);
    for (const algorithm of await offered('Algorithm')) {
      await select('Preset').selectOption(presets[started++ % presets.length] ?? '');
      await select('Environment').selectOption(environment);
      await select('Algorithm').selectOption(algorithm);
      await expect(select('Environment')).toHaveValue(environment);
      await starting.click();
      await expect(page.getByRole('button', { name: 'Start it' })).toHaveCount(0);
      await expect(runs).toBeVisible({ timeout: 30_000 });
    }
  }
  expect(started).toBeGreaterThanOrEqual(12);
  await expect(lab.notices).toHaveCount(0);
});
