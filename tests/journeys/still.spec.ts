import { expect, test } from './journey.ts';
import { Lab } from './lab.ts';
import { linkTo } from './links.ts';

const RUN = linkTo('cartpole-dqn', (config) => ({
  ...config,
  generations: 14,
  training: { ...config.training, stepsPerGeneration: 512 },
  target: { ...config.target, enabled: false },
}));

test('nothing jumps over a run at full speed, whoever is the best', {
  tag: ['@narrow', '@measured'], // on a machine that does other things, too, parts come late and are seen to come
}, async ({ page }) => {
  await page.addInitScript(() => {
    const seen = { shifts: 0 };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, hadRecentInput } = entry as PerformanceEntry & {
          value: number;
          hadRecentInput: boolean;
        };
        if (!hadRecentInput) seen.shifts += value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const lab = new Lab(page);
  await lab.open(RUN);
  await expect(lab.play).toBeEnabled();
  // From here on: parts of a page that is being opened come when they are there.
  await page.evaluate(() => {
    (window as unknown as { seen: { shifts: number } }).seen.shifts = 0;
  });
  await lab.start();
  await expect(lab.hash).toBeVisible({ timeout: 120_000 });
  const shifts = await page.evaluate(
    () => (window as unknown as { seen: { shifts: number } }).seen.shifts,
  );
  test.info().annotations.push({ type: 'measured', description: String(shifts) });
  expect(shifts).toBeLessThan(0.05);
});
