import { expect, test } from './journey.ts';
import { shiftsOf, watchShifts } from './layout-shifts.ts';
import { StrategyLab, strategyLink } from './strategy.ts';

test('the first visit plays a recording that says what is seen, and runs live at a word; nothing jumps @narrow', async ({
  page,
}) => {
  await watchShifts(page);
  const lab = new StrategyLab(page);
  await page.goto('#/strategy');
  const seen = page.getByRole('region', { name: 'What is seen' });
  await expect(seen).toContainText('A recording: 8 small classifiers');
  await expect(lab.row('Random switching')).toContainText('mAP');
  await expect(
    page.getByRole('button', { name: /Loss, intervals 1 to \d+: CB/ }).first(),
  ).toBeVisible();
  expect(await shiftsOf(page)).toBeLessThan(0.05);
  await seen.getByRole('button', { name: 'Run it live' }).click();
  await expect(seen).toBeHidden();
  await expect(lab.button('Pause')).toBeVisible();

  await page.goto('about:blank');
  await page.goto(strategyLink());
  await expect(page.getByRole('button', { name: 'Run it' })).toBeVisible();
  await expect(lab.row('Usual')).toBeVisible();
  expect(await shiftsOf(page)).toBeLessThan(0.05);
  await page.setViewportSize({ width: 320, height: 640 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  await page.goto('#/compare'); // beside Share, too, all links of the header are within the page
  const about = page.getByRole('link', { name: 'About', exact: true });
  const share = page.getByRole('button', { name: /^Share/ });
  const [end, begin] = await Promise.all([about.boundingBox(), share.boundingBox()]);
  expect((end?.x ?? 0) + (end?.width ?? 0)).toBeLessThanOrEqual(begin?.x ?? 0);
});

test('a longer tail is set, two rows are steered by a search, and what it chose stands in the table', async ({
  page,
}) => {
  const lab = new StrategyLab(page);
  await lab.open(strategyLink());
  await page.locator('summary', { hasText: 'Labels' }).first().click();
  const tail = page.getByRole('textbox', { name: 'Long tail' });
  await tail.fill('0.5');
  await tail.press('Enter');
  const stage = page.getByRole('region', { name: 'What they learn from' });
  await expect(stage).toContainText('Long tail 0.5');
  await page.getByRole('button', { name: /Undo/ }).click();
  await expect(stage).toContainText('Long tail 2');
  await page.getByRole('button', { name: /Redo/ }).click();
  const classifiers = page.getByRole('region', { name: 'Classifiers', exact: true });
  for (const name of ['Tuned', 'Random switching']) {
    await classifiers.locator('summary', { hasText: name }).click();
    const steering = page.getByRole('group', { name: `Who decides for ${name}` });
    await steering.getByRole('radio', { name: 'Search' }).check();
  }
  await classifiers.locator('summary').last().click();
  await classifiers.getByLabel('How it searches').selectOption({ label: 'ASHA' });
  await lab.button('Play').click();
  await lab.finish();
  await expect(lab.row('Tuned')).toContainText(/trial \d/);
  const table = page.getByRole('region', { name: 'Classifiers on the test images' });
  await expect(table.getByRole('row')).toHaveCount(4);
  await expect(table).toContainText('Usual');
  await expect(table.getByRole('cell', { name: /★$/ })).toHaveCount(1);
  await expect(
    page.getByText(/chosen by Search: trial \d+, trained for \d+ interval/),
  ).toBeVisible();
});

test('a reload in mid-run goes on where it was', async ({ page }) => {
  const lab = new StrategyLab(page);
  await lab.open(
    strategyLink((config) => ({
      ...config,
      // on a fast machine, too, it is kept once before the twelfth interval: checkpoints come every second
      training: { ...config.training, steps: 8000, interval: 50 },
    })),
  );
  await lab.button('Play').click();
  await lab.reachInterval(12);
  await page.reload();
  await expect(page.getByText(/Resumed at interval \d+, where this page was left/)).toBeVisible();
  await lab.reachInterval(14);
  await lab.button('Stop the run').click();
  await expect(page.getByText(/The run was stopped/)).toBeVisible();
  await page.getByRole('link', { name: 'Library' }).click();
  const runs = page.getByRole('region', { name: 'Strategy runs' });
  await expect(runs.getByText('stopped')).toBeVisible();
  await runs.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page.getByText(/The run was stopped/)).toBeVisible();
});

test('a schedule is drawn by keyboard and trained under as it was drawn; its result is shared, verified bit for bit where it is opened, and kept and compared there', async ({
  page,
  context,
  browser,
  baseURL,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const lab = new StrategyLab(page);
  await lab.open(strategyLink());
  const lane = page.getByRole('group', { name: 'Loss of Usual' });
  await lane.getByRole('button').first().focus();
  await page.keyboard.press('Enter');
  const at = page.getByRole('textbox', { name: 'Loss from interval' });
  await at.fill('4');
  await at.press('Enter');
  await page.getByRole('button', { name: 'ASL', exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(lane.getByRole('button', { name: /^Loss, intervals 4 to 8: ASL/ })).toBeVisible();
  await lab.button('Play').click();
  await lab.finish();
  await expect(lane.getByRole('button', { name: /^Loss, intervals 1 to 3: BCE/ })).toBeVisible();
  await expect(lane.getByRole('button', { name: /^Loss, intervals 4 to 8: ASL/ })).toBeVisible();

  await lab.button('Share').click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  expect(link).toContain('&r=');

  const elsewhere = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const there = new StrategyLab(await elsewhere.newPage());
  await there.page.goto(link);
  await there.page.getByRole('button', { name: 'Verify' }).click();
  await expect(there.page.getByText('Identical, bit for bit, in all 8 intervals.')).toBeVisible({
    timeout: 180_000,
  });

  await there.page.goto('#/runs');
  const results = there.page.getByRole('region', { name: 'Results of links' });
  await results.getByRole('textbox').fill(link);
  await results.getByRole('button', { name: 'Keep the results' }).click();
  await expect(results).toContainText('mAP on the test images');
  await results.getByRole('link', { name: 'Compare' }).click();
  const compared = there.page.getByRole('region', { name: /^mAP of classifiers/ });
  await expect(compared.getByRole('row')).toHaveCount(4);
  await elsewhere.close();
});
