import { expect, test } from './journey.ts';
import { StrategyLab, strategyLink, withTeam } from './strategy.ts';

/** Few updates, so that a run takes a moment. */
const brief = () =>
  strategyLink((config) => ({
    ...config,
    training: { ...config.training, steps: 12, interval: 3, ramp: 1 },
  }));

test('a person takes the wheel for one decision by keyboard, and sees what came of it', async ({
  page,
}) => {
  const lab = new StrategyLab(page);
  await lab.open(brief());
  const wheel = page.getByRole('region', { name: 'Take the wheel' });
  await wheel.getByRole('button', { name: /^Begin, and stop/ }).focus();
  await page.keyboard.press('Enter');
  const form = page.getByRole('form', { name: 'Decision of interval 1' });
  const loss = form.getByLabel('Loss');
  await loss.focus();
  await page.keyboard.type('CB');
  await expect(loss).toHaveValue('cb');
  await form.getByRole('button', { name: 'Go on' }).focus();
  await page.keyboard.press('Enter');
  await expect(wheel.getByText(/In interval 1 Usual trained under CB by your hand/)).toBeVisible();
  await expect(wheel.getByRole('region', { name: /chosen by hand/ })).toContainText('CB');
  await lab.finish();
  const lane = page.getByRole('group', { name: 'Loss of Usual' });
  await expect(lane.getByRole('button', { name: /^Loss, interval 1: CB/ })).toBeVisible();
  await expect(lane.getByRole('button', { name: /^Loss, intervals 2 to 4: BCE/ })).toBeVisible();
});

test('an agent of a team is switched off in a row beside it, and the two are compared', async ({
  page,
}) => {
  const lab = new StrategyLab(page);
  await lab.open(strategyLink((config) => withTeam(config, 2, 'dqn-paper')));
  const classifiers = page.getByRole('region', { name: 'Classifiers', exact: true });
  await classifiers.locator('summary', { hasText: 'Steered' }).first().click();
  const without = classifiers.getByRole('group', {
    name: 'The same without …, as a row beside it',
  });
  await without.getByRole('button', { name: 'Loss', exact: true }).click();
  await lab.button('Play').click();
  await lab.finish();
  const lane = page.getByRole('group', { name: 'Loss of Steered, without loss' });
  await expect(lane.getByRole('button', { name: /^Loss, intervals 1 to 8: BCE/ })).toBeVisible();
  const table = page.getByRole('region', { name: 'Classifiers on the test images' });
  for (const name of ['3 Steered', '4 Steered, without loss'])
    await expect(table.getByRole('cell', { name, exact: true })).toBeVisible();
});

test('a board over three seeds says how long it takes, and goes on after a reload', async ({
  page,
}) => {
  const lab = new StrategyLab(page);
  await lab.open(brief());
  const board = page.getByRole('region', { name: 'Experiments' });
  await board.getByLabel('Seeds').fill('3'); // as few as anything is concluded from
  await board.getByRole('button', { name: 'How long would it take?' }).click();
  await expect(board.getByText(/^3 runs, about/)).toBeVisible({ timeout: 120_000 });
  await board.getByRole('button', { name: 'Begin' }).click();
  await expect(board.getByText(/^Run 2 of 3/)).toBeVisible({ timeout: 120_000 });
  await page.reload();
  await expect(board.getByText('All 3 runs are done.')).toBeVisible({ timeout: 180_000 });
  const table = board.getByRole('region', { name: 'Board per run: means over seeds' });
  await expect(table.getByRole('row', { name: /Random switching 3/ })).toBeVisible();
  await expect(table.getByRole('row', { name: /Networks, as in the paper 3/ })).toContainText('[');
});
