import { expect, type Locator, type Page, test } from './journey.ts';
import { openSynthetic } from './synthetic/history.ts';

/** The parts of the genealogy, by role and name. */
function partsOf(page: Page) {
  const panel = page.getByRole('region', { name: 'Genealogy', exact: true });
  return {
    panel,
    tree: panel.getByRole('tree', { name: /^Genealogy/ }),
    item: panel.getByRole('treeitem'),
    minimap: panel.getByRole('slider', { name: 'Generations shown' }),
    button: (name: string) => panel.getByRole('button', { name, exact: true }),
  };
}

/** First and last generation shown; all: the whole run. */
async function shown(minimap: Locator): Promise<readonly [number, number] | 'all'> {
  const text = (await minimap.getAttribute('aria-valuetext')) ?? '';
  const [, from, to] = /^generations (\d+) to (\d+)$/.exec(text) ?? [];
  if (from === undefined || to === undefined) {
    expect(text).toBe('the whole run');
    return 'all';
  }
  return [Number(from), Number(to)];
}

async function width(minimap: Locator): Promise<number> {
  const window = await shown(minimap);
  return window === 'all' ? Infinity : window[1] - window[0];
}

test('find the mutation that made the difference', async ({ page }) => {
  await openSynthetic(page, 16, 100);
  const { panel, item, minimap, button } = partsOf(page);
  await button('What made the difference?').click();
  const list = panel.getByRole('region', { name: 'What made the difference' });
  const points = list.getByRole('listitem');
  await expect(list.getByText(/^Of \d+ mutations on its way, /)).toBeVisible();
  await expect(points.first()).toContainText(/cannot be told|beside copies · .* to .* · n \d+ cop/);

  const count = await points.count();
  const first = points.first();
  const [, agent, generation] =
    /agent (\d+), gen (\d+)/.exec((await first.textContent()) ?? '') ?? [];
  await first.getByRole('button').click();
  await expect(page.getByRole('heading', { name: `Agent ${agent}`, exact: true })).toBeVisible();
  await expect(item).toHaveAttribute('aria-label', new RegExp(`generation ${generation}, `));
  await expect.poll(() => width(minimap)).toBeLessThan(40);
  const [from, to] = (await shown(minimap)) as [number, number]; // not the whole run: see above
  expect(from).toBeLessThanOrEqual(Number(generation));
  expect(to).toBeGreaterThanOrEqual(Number(generation));

  // The list stays that of the lineage, so that the next can be gone to.
  await points.nth(1).getByRole('button').click();
  await expect(item).not.toHaveAttribute('aria-label', new RegExp(`generation ${generation},`));
  await expect(points).toHaveCount(count);
});

test('zoom, pan, minimap', async ({ page }) => {
  await openSynthetic(page, 16, 100);
  const { tree, minimap, button } = partsOf(page);
  expect(await shown(minimap)).toBe('all');

  await tree.scrollIntoViewIfNeeded();
  const box = await tree.boundingBox();
  if (!box) throw new Error('the tree has no box');
  const [x, y] = [box.x + box.width / 3, box.y + box.height / 2];
  await page.mouse.move(x, y);
  const tooltip = tree.getByTestId('genealogy-tooltip');
  await expect(tooltip).toHaveText(/^Agent \d+ · generation \d+(fitness|diverged)/);
  await page.keyboard.down('Control');
  for (let i = 0; i < 4; i++) await page.mouse.wheel(0, -100);
  await page.keyboard.up('Control');
  await expect.poll(() => width(minimap)).toBeLessThan(60);
  const near = (await shown(minimap)) as [number, number]; // see the line before
  expect(near[0]).toBeGreaterThan(0);
  expect(near[1]).toBeLessThan(90);

  await page.mouse.down();
  await page.mouse.move(x - 160, y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await shown(minimap))[0]).toBeGreaterThan(near[0]);
  const panned = await shown(minimap);

  await minimap.click({ position: { x: 4, y: 12 } });
  await expect.poll(async () => (await shown(minimap))[0]).toBe(1);
  expect(await shown(minimap)).not.toEqual(panned);
  await minimap.press('End');
  await expect.poll(async () => (await shown(minimap))[1]).toBe(100);
  await expect(button('Follow the latest generations')).toHaveAttribute('aria-pressed', 'true');

  // It follows: a generation more, and the window has moved on.
  await page.keyboard.press('n');
  await expect.poll(async () => (await shown(minimap))[1]).toBe(101);

  await button('Show the whole run').click();
  await expect.poll(() => shown(minimap)).toBe('all');
});

test('through the tree by keyboard, spoken', async ({ page }) => {
  await openSynthetic(page, 16, 100);
  const { tree, item, minimap, panel } = partsOf(page);
  const label = () => item.getAttribute('aria-label');
  const spoken = panel.locator('[aria-live=polite]').first();
  await tree.focus();
  const best = await label();
  expect(best).toMatch(/^Agent \d+, generation 100, /);

  await tree.press('ArrowLeft');
  await expect(item).toHaveAttribute('aria-level', '99');
  const parent = (await label()) ?? '';
  expect(parent).toMatch(
    /^Agent \d+, generation 99, (passed on as elite, )?fitness [\d.,]+(, (up|down) [\d.]+ from (parent|before)|, same as (parent|before))?(; .+)?\.$/,
  );
  await expect(spoken).toHaveText(parent);
  await tree.press('ArrowRight');
  await expect(item).toHaveAttribute('aria-label', best ?? '');

  await tree.press('Home');
  await expect(item).toHaveAttribute('aria-label', /generation 1, founder/);
  await tree.press('ArrowDown');
  await expect(item).toHaveAttribute('aria-label', /generation 1, founder/);
  await tree.press('End');
  await expect(item).toHaveAttribute('aria-label', best ?? '');

  for (let i = 0; i < 5; i++) await tree.press('+');
  await expect.poll(() => width(minimap)).toBeLessThan(15);
  const [from] = (await shown(minimap)) as [number, number]; // see the line before
  for (let i = 0; i < 12; i++) await tree.press('ArrowLeft');
  await expect.poll(async () => (await shown(minimap))[0]).toBeLessThan(from);
  await tree.press('0');
  await expect.poll(() => shown(minimap)).toBe('all');

  await expect(page).toHaveURL(/&a=/);
  await tree.press('Escape');
  await expect(page).not.toHaveURL(/&a=/);
});

test('colourings, layouts and the table', async ({ page }) => {
  await openSynthetic(page, 16, 100);
  const { panel, tree, button } = partsOf(page);
  const strip = tree.locator('canvas').first();
  const picture = () => strip.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  const seen = new Set([await picture()]);
  for (const colouring of ['Mutation', 'Common ancestor', 'Learning rate']) {
    await panel.getByLabel('Colour').selectOption({ label: colouring });
    await expect.poll(async () => !seen.has(await picture())).toBe(true);
    seen.add(await picture());
  }
  await panel.getByLabel('Straight trunk').check();
  await expect.poll(async () => !seen.has(await picture())).toBe(true);
  const lines = tree.locator('svg path');
  const before = await lines.count();
  await panel.getByLabel('Extinct branches').check();
  await expect.poll(() => lines.count()).toBeGreaterThan(before);
  await panel.getByLabel('All agents').check();
  const all = tree.getByTestId('all-edges').locator('canvas');
  const inked = () =>
    all.evaluate((canvas: HTMLCanvasElement) =>
      canvas
        .getContext('2d')
        ?.getImageData(0, 0, canvas.width, canvas.height)
        .data.some((value) => value > 0),
    );
  await expect.poll(inked).toBe(true);

  await button('Genealogy as a table').click();
  await panel.getByRole('spinbutton', { name: 'Generation' }).fill('40');
  const rows = panel.getByRole('table', { name: 'Agents of generation 40' }).getByRole('row');
  await expect(rows).toHaveCount(17);
  await rows.nth(1).getByRole('button').click();
  await expect(page).toHaveURL(/g=39&a=\d+/);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('the last generations, and a tap finds a survivor', async ({ page }) => {
    await openSynthetic(page, 16, 100);
    const { panel, tree, item, minimap } = partsOf(page);
    await page.getByRole('button', { name: 'Tree', exact: true }).click();
    expect(await shown(minimap)).toEqual([61, 100]);
    const box = await tree.boundingBox();
    if (!box) throw new Error('the tree has no box');
    await tree.tap({ position: { x: box.width / 2, y: box.height / 4 } });
    await expect(page).toHaveURL(/&a=\d+/);
    await expect(item).toHaveAttribute('aria-label', /generation (7|8)\d/);
    await page.keyboard.press('Escape'); // the agent's sheet lies over the tree
    await panel.getByRole('radio', { name: 'Whole run' }).check();
    await expect.poll(() => shown(minimap)).toBe('all');
  });
});
