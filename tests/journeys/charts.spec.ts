import { readFileSync } from 'node:fs';
import { type CDPSession, expect, type Page, test } from './journey.ts';
import { openSynthetic } from './synthetic/history.ts';

const CHARTS = [
  ['Fitness', 'Fitness of the population'],
  ['Agents', 'Fitness of every agent'],
  ['Lineage', /^Fitness on the way to agent \d+$/],
  ['Hyperparameters', 'Hyperparameters of the population'],
  ['Parallel', 'Hyperparameters and fitness'],
  ['Mutations', 'What came of mutations'],
  ['Importance', 'Which hyperparameters mattered'],
  ['Training', 'Loss in training'],
  ['Diversity', 'Diversity and sweeps'],
  ['Networks', 'Activations and architectures'],
  ['Throughput', 'Throughput'],
] as const;

const AGENTS = 8;
const GENERATIONS = 40;

function partsOf(page: Page) {
  const panel = page.getByRole('region', { name: 'Charts', exact: true });
  return {
    panel,
    tab: (name: string) => panel.getByRole('tab', { name, exact: true }),
    frame: (title: string | RegExp) => panel.getByRole('region', { name: title, exact: true }),
    figure: panel.getByRole('figure'),
    cursor: panel.getByRole('slider').first(),
  };
}

/** Exports from the chart shown; the file's name and text. */
async function exported(page: Page, kind: 'PNG' | 'SVG' | 'CSV') {
  const { panel } = partsOf(page);
  await panel.getByRole('button', { name: /^Export / }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: new RegExp(kind) }).click(),
  ]);
  return { name: download.suggestedFilename(), data: readFileSync(await download.path()) };
}

test('every chart has a picture with words for it, a table of the same, and what happened to the run', async ({
  page,
}) => {
  await openSynthetic(page, AGENTS, GENERATIONS, { loseAt: 12 });
  const { panel, tab, frame, figure, cursor } = partsOf(page);
  for (const [name, title] of CHARTS) {
    await tab(name).click();
    await expect(frame(title).first()).toBeVisible();
    await expect(figure).toHaveAccessibleDescription(/\d/); // it tells figures
    await panel.getByRole('button', { name: /as a table$/ }).click();
    const rows = frame(title).first().getByRole('table').getByRole('row');
    expect(await rows.count(), name).toBeGreaterThan(2);
    await panel.getByRole('button', { name: /as a picture$/ }).click();
    await expect(figure).toBeVisible();
  }

  const lost = 'The GPU was lost (its driver was reset). The run went on from here on WebAssembly.';
  await tab('Fitness').click();
  await expect(figure.getByText('GPU lost')).toBeVisible();
  await expect(page.getByRole('tree', { name: /^Genealogy/ }).getByText('GPU lost')).toBeVisible();
  await expect(panel.getByText(`Before generation 13: ${lost}`)).toBeVisible();
  await cursor.press('Home');
  for (let presses = 0; presses < 12; presses++) await cursor.press('ArrowRight');
  await expect(cursor).toHaveAttribute('aria-valuetext', /^Generation 13: .* The GPU was lost/);
  await panel.getByRole('button', { name: /as a table$/ }).click();
  await expect(panel.getByRole('row', { name: lost })).toHaveCount(1);
});

test('charts and genealogy share selection, cursor, generations shown and settings', async ({
  page,
}) => {
  await openSynthetic(page, AGENTS, GENERATIONS);
  const { panel, tab, figure, frame, cursor } = partsOf(page);

  // By keyboard: another chart, another generation, its best agent.
  await tab('Fitness').focus();
  await page.keyboard.press('ArrowRight');
  await expect(tab('Agents')).toBeFocused();
  await page.keyboard.press('Home');
  await expect(tab('Fitness')).toHaveAttribute('aria-selected', 'true');
  await expect(cursor).toHaveAttribute('aria-valuetext', /^Generation 40:/); // the run has been read
  await cursor.focus();
  await page.keyboard.press('Home');
  await expect(cursor).toHaveAttribute('aria-valuetext', /^Generation 1: best so far/);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/&g=1&a=\d+/);

  // A selection or a cursor in one chart is in all others.
  await tab('Agents').click();
  const plot = await cursor.boundingBox();
  if (!plot) throw new Error('the chart is not laid out');
  await cursor.click({ position: { x: plot.width * 0.4, y: plot.height * 0.6 } }); // scrolls to it
  await expect(page).toHaveURL(/&g=(?!1&)\d+&a=\d+/);
  const [, generation, agent] = /&g=(\d+)&a=(\d+)/.exec(page.url()) ?? [];
  await expect(page.getByRole('heading', { name: `Agent ${agent}`, exact: true })).toBeVisible();
  await tab('Lineage').click();
  await expect(frame(`Fitness on the way to agent ${agent}`)).toBeVisible();
  await tab('Hyperparameters').click();
  await expect(figure.getByText(`on the way to agent ${agent}`)).toBeVisible();
  await expect(page.getByRole('treeitem')).toHaveAttribute(
    'aria-label',
    new RegExp(`Agent ${agent}, generation ${Number(generation) + 1},`),
  );
  // Shift adds another for comparison, by pointer and by keyboard.
  const beside = page.getByRole('table', { name: /side by side$/ });
  await tab('Agents').click();
  await cursor.click({
    position: { x: plot.width * 0.2, y: plot.height * 0.6 },
    modifiers: ['Shift'],
  });
  await expect(beside.getByRole('columnheader', { name: /^Agent/ })).toHaveCount(2);
  await expect(beside).toHaveAccessibleName(new RegExp(`^Agent ${agent} and agent \\d+,`));
  await expect(beside.getByRole('row', { name: /^fitness/ })).toBeVisible();
  await cursor.press('Home');
  await cursor.press('Shift+Enter');
  await expect(beside.getByRole('columnheader', { name: /gen 1$/ })).toBeVisible();
  await page.getByRole('button', { name: 'Compare no longer' }).click();
  await expect(beside).toBeHidden();
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(page.getByText(`Agent ${agent} stays here.`)).toBeVisible();
  await page.getByRole('tree', { name: /^Genealogy/ }).press('Home');
  await expect(beside).toHaveAccessibleName(new RegExp(`and agent ${agent}, side by side$`));
  await expect(page.getByText(/ancestor/).last()).toBeVisible();

  await page.getByRole('tree', { name: /^Genealogy/ }).hover({ position: { x: 200, y: 60 } });
  await expect
    .poll(async () => Number(await cursor.getAttribute('aria-valuenow')))
    .toBeLessThan(GENERATIONS - 1);

  // The charts show the generations that the genealogy does, also when others come, and lead back to all.
  await tab('Fitness').click();
  const firstTick = figure.locator('svg text[text-anchor=middle]').first();
  await expect(firstTick).toHaveText('1');
  const zoom = page.getByRole('button', { name: 'Zoom in', exact: true });
  for (let presses = 0; presses < 3; presses++) await zoom.click();
  await expect(firstTick).not.toHaveText('1');
  await expect(figure).toHaveAccessibleDescription(/the picture shows generations \d+ to \d+\.$/);
  let begins = '';
  await expect(async () => {
    const before = begins;
    begins = (await firstTick.textContent()) ?? '';
    expect(begins).toBe(before);
  }).toPass({ intervals: [700] }); // charts are drawn anew at most twice a second
  await page.getByRole('button', { name: 'Step to the end of the generation' }).click();
  await cursor.scrollIntoViewIfNeeded(); // charts out of sight are not drawn
  await expect(figure).toHaveAccessibleDescription(new RegExp(`^${GENERATIONS + 1} generations`));
  await expect(firstTick).toHaveText(begins);
  await panel.getByRole('button', { name: 'Whole run' }).click();
  await expect(firstTick).toHaveText('1');

  // Settings outlive other charts, new generations and a reload.
  await tab('Agents').click();
  await panel.getByLabel('Colour by mutation').check();
  await tab('Parallel').click();
  const share = panel.getByLabel('Share of the fittest agents shown, %');
  await share.fill('5');
  await panel.getByRole('slider', { name: 'Weights, lowest shown' }).press('PageUp');
  await expect(panel.getByRole('button', { name: 'Clear brushes' })).toBeVisible();
  await panel.getByRole('button', { name: /^Axis Fitness/ }).press('ArrowLeft');
  await page.getByRole('button', { name: 'Step to the end of the generation' }).click();
  await expect(page.getByText(`gen ${GENERATIONS + 2}`).first()).toBeVisible();
  await expect(share).toHaveValue('5');
  await page.reload();
  await expect(tab('Parallel')).toHaveAttribute('aria-selected', 'true');
  await expect(share).toHaveValue('5');
  await tab('Agents').click();
  await expect(panel.getByLabel('Colour by mutation')).toBeChecked();
});

test('a chart is exported as numbers and as a picture that stands alone', async ({ page }) => {
  await openSynthetic(page, AGENTS, GENERATIONS);
  const { tab } = partsOf(page);
  await tab('Fitness').click();
  const csv = await exported(page, 'CSV');
  expect(csv.name).toBe('fitness-cartpole-dqn-8-agents-seed-42.csv');
  const lines = csv.data.toString().trimEnd().split('\r\n');
  expect(lines[0]).toMatch(
    /^\uFEFFGeneration,Best so far,Best,.*,Environment steps,Before it,Seed,Settings$/,
  );
  expect(lines).toHaveLength(GENERATIONS + 1);
  expect(lines[1]).toMatch(/^1,/);
  expect(lines.at(-1)).toMatch(/,42,#\/evolve\?v=\d+\.\w+&p=cartpole-dqn&s=42/);

  await tab('Agents').click();
  const svg = (await exported(page, 'SVG')).data.toString();
  expect(svg).toContain('>Fitness of every agent</text>');
  expect(svg).toContain('>CartPole · DQN · 8 agents · seed 42</text>');
  expect(svg).toContain('>fitness (mean return)</text>');
  expect(svg).toContain('>generation</text>');
  expect(svg).toMatch(/href="data:image\/png;base64,/); // the canvas with the marks
  expect(svg).not.toMatch(/var\(|class=|@font-face|https?:\/\/(?!www\.w3\.org)/);
  const isWellFormed = await page.evaluate(
    (text) =>
      new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror') === null,
    svg,
  );
  expect(isWellFormed).toBe(true);

  const png = (await exported(page, 'PNG')).data;
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(png.readUInt32BE(16)).toBeGreaterThan(800); // px wide
});

/** Moves a finger over the screen as a person does, in steps, whose times are its own on slow machines too. */
async function drag(cdp: CDPSession, from: Place, to: Place, ms: number): Promise<void> {
  const steps = 6;
  const at = (i: number) => ({
    x: from.x + ((to.x - from.x) * i) / steps,
    y: from.y + ((to.y - from.y) * i) / steps,
  });
  const began = Date.now();
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', i: number, touchPoints: Place[]) =>
    cdp.send('Input.dispatchTouchEvent', {
      type,
      touchPoints,
      timestamp: (began + (ms * i) / steps) / 1000,
    });
  await touch('touchStart', 0, [from]);
  for (let i = 1; i <= steps; i++) {
    await new Promise((resolve) => setTimeout(resolve, ms / steps));
    await touch('touchMove', i, [at(i)]);
  }
  await touch('touchEnd', steps, []);
}

interface Place {
  readonly x: number;
  readonly y: number;
}

test('on a phone a swipe leads from chart to chart, and the page still scrolls', {
  tag: ['@narrow', '@finger'],
}, async ({ page }) => {
  await openSynthetic(page, AGENTS, GENERATIONS);
  await page.getByRole('button', { name: 'Charts', exact: true }).click();
  const { tab, cursor } = partsOf(page);
  await expect(tab('Fitness')).toHaveAttribute('aria-selected', 'true');
  const plot = await cursor.boundingBox();
  if (!plot) throw new Error('the chart is not laid out');
  const cdp = await page.context().newCDPSession(page);
  const [left, right, middle] = [60, 300, plot.y + 110];
  await drag(cdp, { x: right, y: middle }, { x: left, y: middle }, 120);
  await expect(tab('Agents')).toHaveAttribute('aria-selected', 'true');
  await expect(tab('Agents')).toBeInViewport({ ratio: 1 });
  await drag(cdp, { x: left, y: middle }, { x: right, y: middle }, 120);
  await expect(tab('Fitness')).toHaveAttribute('aria-selected', 'true');
  await drag(cdp, { x: left, y: middle }, { x: right, y: middle }, 120); // there is none before
  await drag(cdp, { x: right, y: middle }, { x: left, y: middle }, 900); // points along the chart
  await page.setViewportSize({ width: 390, height: 520 }); // so low that there is something to scroll to
  await drag(cdp, { x: left, y: middle }, { x: left + 20, y: middle - 260 }, 120);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0);
  await expect(tab('Fitness')).toHaveAttribute('aria-selected', 'true');
});
