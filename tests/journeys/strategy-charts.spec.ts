import { expect, type Locator, type Page, test } from './journey.ts';
import { StrategyLab, strategyLink } from './strategy.ts';
import { computedTasks, watchPage } from './watch-page.ts';

const stageOf = (page: Page): Locator => page.getByRole('region', { name: 'What they learn from' });
const chartsOf = (page: Page): Locator => page.getByRole('region', { name: 'Charts', exact: true });

test('the curve of how frequent classes are is dragged, and images and counts follow', async ({
  page,
}) => {
  const lab = new StrategyLab(page);
  await lab.open(strategyLink());
  const stage = stageOf(page);
  await expect(stage.getByRole('img', { name: 'Training image 12' })).toBeVisible();
  await stage.getByRole('button', { name: 'The data set as a table' }).click();
  const rarest = async () =>
    Number(await stage.getByRole('row').last().getByRole('cell').nth(2).textContent());
  const before = await rarest();
  await stage.getByRole('button', { name: 'The data set as a picture' }).click();

  const handle = stage.getByRole('slider', { name: 'Long tail' });
  await handle.scrollIntoViewIfNeeded();
  const box = await handle.boundingBox();
  if (!box) throw new Error('the curve has no handle');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y - 200, { steps: 5 });
  await page.mouse.up();
  await expect(handle).toHaveAttribute('aria-valuenow', '0');
  await handle.press('ArrowDown');
  await expect(handle).toHaveAttribute('aria-valuenow', '0.1');

  await stage.getByRole('button', { name: 'The data set as a table' }).click();
  await expect.poll(rarest).toBeGreaterThan(before);
});

test('charts of a run point at one interval together, and a row stands out in all', async ({
  page,
}) => {
  const lab = new StrategyLab(page);
  await lab.open(strategyLink());
  await lab.button('Play').click();
  await lab.finish();
  const charts = chartsOf(page);
  await charts.scrollIntoViewIfNeeded();
  await expect(charts.getByText(/^After 32 of 32 updates .* leads with mAP/)).toBeVisible();
  const mAP = charts.getByRole('slider', { name: 'mAP by interval' });
  await mAP.press('Home');
  await mAP.press('ArrowRight');
  await expect(charts.getByRole('slider', { name: 'Losses by interval' })).toHaveAttribute(
    'aria-valuetext',
    /^Interval 2: updates 8, /,
  );

  const key = charts.getByRole('button', { name: '2 Tuned' }).first();
  await key.focus();
  const opacities = () =>
    charts
      .locator('.recharts-line-curve')
      .evaluateAll((lines) => lines.map((line) => getComputedStyle(line).strokeOpacity));
  await expect.poll(opacities).toEqual(['0.16', '1', '0.16', '0.16', '1', '0.16']);

  await charts.getByRole('tab', { name: 'Classes' }).click();
  const matrix = charts.getByRole('application');
  await matrix.press('End');
  await expect(charts.getByText(/^Usual, .*: average precision .* of the tail\.$/)).toBeVisible();
});

test('a classifier is asked about images with a class, and its row can be another', async ({
  page,
}) => {
  const lab = new StrategyLab(page);
  await lab.open(strategyLink());
  await lab.button('Play').click();
  await lab.finish();
  const stage = page.getByRole('region', { name: 'What a classifier sees' });
  await stage.scrollIntoViewIfNeeded();
  const wanted = stage.getByLabel('Show me');
  const [, first] = await wanted.locator('option').allTextContents();
  const name = /^images with (.*) \(head\)$/.exec(first ?? '')?.[1] ?? '';
  await wanted.selectOption({ index: 1 });
  await expect(stage.getByRole('img', { name: new RegExp(`shows .*${name}`) })).toHaveCount(6);
  await stage.getByLabel(/^Row/).selectOption('2');
  await expect(stage.getByText(/^What Random switching says of each image/)).toBeVisible();
  await stage.getByLabel('Of the').selectOption('test');
  await expect(stage.getByRole('img', { name: new RegExp(`shows .*${name}`) })).toHaveCount(6);
});

/** A task of the page's main thread may compute for so long, ms. */
const LIMIT = 50;

test('of eight rows and 400 intervals every chart is opened without a long task', {
  tag: '@measured',
}, async ({ page, browser }) => {
  test.setTimeout(300_000);
  await watchPage(page);
  const lab = new StrategyLab(page);
  await lab.open(
    strategyLink((config) => ({
      ...config,
      data: { ...config.data, images: { train: 32, validation: 16, test: 16 } },
      training: { ...config.training, steps: 400, interval: 1, batch: 4, ramp: 0 },
      rows: Array.from({ length: 8 }, (_, at) => ({
        ...(config.rows[at % config.rows.length] as (typeof config.rows)[number]),
        name: `Row ${at + 1}`,
      })),
    })),
  );
  await lab.button('Play').click();
  await lab.finish();
  const charts = chartsOf(page);
  await charts.scrollIntoViewIfNeeded();
  for (const tab of await charts.getByRole('tab').all()) {
    const computed = await computedTasks(browser, page, async () => {
      await tab.click();
      await expect(charts.getByRole('tabpanel').getByText(/^After 400 of 400/)).toBeVisible();
    });
    const longest = Math.max(...computed);
    expect(longest, `ms of the longest task of “${await tab.textContent()}”`).toBeLessThan(LIMIT);
  }
});
