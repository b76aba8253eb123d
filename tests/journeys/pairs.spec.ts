import { expect, test } from './journey.ts';
import { Lab } from './lab.ts';

/** Unit tests hold that the form gives every pair that fits, from every preset, and that each pair runs. */
test('every environment and every algorithm is chosen in the form, from one preset after another, and starts', async ({
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
  const started: string[] = [];
  for (const environment of await offered('Environment')) {
    await select('Environment').selectOption(environment);
    const fitting = await offered('Algorithm');
    const fresh = fitting.filter((algorithm) => !started.includes(algorithm));
    for (const algorithm of fresh.length > 0 ? fresh : fitting.slice(-1)) {
      await select('Preset').selectOption(presets[started.length % presets.length] ?? '');
      await select('Environment').selectOption(environment);
      await select('Algorithm').selectOption(algorithm);
      await expect(select('Environment')).toHaveValue(environment);
      started.push(algorithm);
      await starting.click();
      await expect(page.getByRole('button', { name: 'Start it' })).toHaveCount(0);
      await expect(runs).toBeVisible({ timeout: 120_000 });
    }
  }
  expect(started.length).toBeGreaterThanOrEqual(8);
  expect(new Set(started).size).toBeGreaterThanOrEqual(7);
  await expect(lab.notices).toHaveCount(0);
});
