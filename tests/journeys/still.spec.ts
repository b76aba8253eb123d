import { expect, test } from './journey.ts';
import { Lab } from './lab.ts';
import { shiftsOf, watchShifts } from './layout-shifts.ts';
import { linkTo } from './links.ts';

const RUN = linkTo('cartpole-dqn', (config) => ({
  ...config,
  generations: 10,
  training: { ...config.training, stepsPerGeneration: 512 },
  target: { ...config.target, enabled: false },
}));

test('nothing jumps over a run at full speed, whoever is the best', {
  tag: ['@narrow', '@measured'], // on a machine that does other things, too, parts come late and are seen to come
}, async ({ page }) => {
  await watchShifts(page);
  const lab = new Lab(page);
  await lab.open(RUN);
  await lab.start();
  await expect(lab.hash).toBeVisible({ timeout: 120_000 });
  const shifts = await shiftsOf(page);
  test.info().annotations.push({ type: 'measured', description: String(shifts) });
  expect(shifts).toBeLessThan(0.05);
});
