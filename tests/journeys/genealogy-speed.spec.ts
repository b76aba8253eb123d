import { heldMemory } from './held-memory.ts';
import { type CDPSession, expect, type Page, test } from './journey.ts';
import { openSynthetic } from './synthetic/history.ts';
import { computedTasks } from './watch-page.ts';

test.use({
  trace: 'off', // it would be measured too
  viewport: { width: 890, height: 900 }, // so narrow that the genealogy has a tab of its own: nothing else is drawn
});

/**
 * Script of a generation more, ms. Aimed at is 8, which it kept until the inspector followed the champion and labels
 * became words; since then medians are 8.0 to 9.8 where the control takes its quiet time.
 */
const LIMIT = 12;
const APPENDS = 11;
const CONTROL = 1.9; // ms that the control takes while nothing else runs: the least of its times, run after run
const SETTLED = 700; // ms after which nothing more is done about a step: the page publishes each 250

/** Milliseconds of the main thread's own time spent in script so far: what other programs take does not count. */
async function scriptTime(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? Number.NaN) * 1000;
}

/** Work that is always the same, of the kind that a step is: objects, sorting, strings, a long line in an SVG. */
function control(): Promise<void> {
  return new Promise((resolve) =>
    setTimeout(() => {
      const points = Array.from({ length: 4000 }, (_, i) => ({ i, x: (i * 7919) % 4001 }));
      points.sort((a, b) => a.x - b.x);
      const line = points.map(({ i, x }) => `${i === 0 ? 'M' : 'L'}${i / 8} ${x / 8}`).join('');
      const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
      svg.append(document.createElementNS('http://www.w3.org/2000/svg', 'path'));
      svg.firstElementChild?.setAttribute('d', line);
      resolve();
    }),
  );
}

const middle = (sorted: readonly number[]) => sorted[sorted.length >> 1] ?? Number.NaN;

interface Times {
  /** Script of each of some steps by a generation, ms, the least first. */
  readonly steps: readonly number[];
  /** Of the control after each, likewise. */
  readonly controls: readonly number[];
}

/** Nothing is asked of the page during a step: that would count too. */
async function measure(page: Page): Promise<Times> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const [steps, controls]: [number[], number[]] = [[], []];
  for (let i = 0; i < APPENDS; i++) {
    const before = await scriptTime(session);
    await page.keyboard.press('n');
    await page.waitForTimeout(SETTLED); // what is measured
    const between = await scriptTime(session);
    await page.evaluate(control);
    steps.push(between - before);
    controls.push((await scriptTime(session)) - between);
  }
  await session.detach();
  const sorted = (times: number[]) => times.sort((a, b) => a - b);
  return { steps: sorted(steps), controls: sorted(controls) };
}

test(`a generation more of 64 agents × 500 is at most ${LIMIT} ms of script, however they are shown`, {
  tag: '@measured',
}, async ({ page }) => {
  const lab = await openSynthetic(page, 64, 500);
  await page.getByRole('button', { name: 'Tree', exact: true }).click();
  const panel = page.getByRole('region', { name: 'Genealogy', exact: true });
  await panel.getByRole('radio', { name: 'Whole run' }).check();
  await expect(panel.getByRole('slider')).toHaveAttribute('aria-valuetext', 'the whole run');
  for (const [what, names] of [
    ['as it opens', []],
    ['with a straight trunk and extinct branches', ['Straight trunk', 'Extinct branches']],
    ['with all agents', ['All agents']],
  ] as const) {
    for (const name of names) await panel.getByLabel(name).check();
    await page.waitForTimeout(1000); // bitmaps of all lines are drawn one after the other
    const before = await lab.generation();
    const { steps, controls } = await measure(page);
    expect(await lab.generation()).toBe(before + APPENDS);
    for (const name of names) await panel.getByLabel(name).uncheck();
    for (const [of, times] of Object.entries({ steps, controls }))
      test.info().annotations.push({
        type: `${of} ${what}, ms`,
        description: times.map((time) => time.toFixed(1)).join(', '),
      });
    const median = middle(steps);
    // A machine that others use makes both slower; one that is faster is asked no less.
    const slowness = Math.max(1, middle(controls) / CONTROL);
    expect.soft(median, what).toBeGreaterThan(0.2); // the metric is there
    expect.soft(median / slowness, what).toBeLessThanOrEqual(LIMIT);
  }
});

test('zooming and panning through 64 agents × 500 needs no task over 50 ms', {
  tag: '@measured',
}, async ({ browser, page }) => {
  await openSynthetic(page, 64, 500);
  await page.getByRole('button', { name: 'Tree', exact: true }).click();
  const panel = page.getByRole('region', { name: 'Genealogy', exact: true });
  const tree = panel.getByRole('tree');
  const box = await tree.boundingBox();
  if (!box) throw new Error('the tree has no box');
  const [x, y] = [box.x + box.width * 0.8, box.y + box.height / 2];
  const computed = await computedTasks(browser, page, async () => {
    for (const name of ['Extinct branches', 'All agents']) {
      await panel.getByLabel(name).check();
      await page.mouse.move(x, y);
      await page.keyboard.down('Control');
      for (let i = 0; i < 12; i++) await page.mouse.wheel(0, -90);
      await page.keyboard.up('Control');
      await page.mouse.down();
      await page.mouse.move(x - 300, y, { steps: 12 });
      await page.mouse.up();
      await page.waitForTimeout(SETTLED); // all lines are drawn after the move
      await panel.getByRole('radio', { name: 'Whole run' }).check();
      await page.waitForTimeout(SETTLED);
    }
  });
  expect(computed.length).toBeGreaterThan(50);
  expect(Math.max(...computed)).toBeLessThan(50);
});

test('memory is flat over 500 generations that are drawn', { tag: '@measured' }, async ({
  page,
}) => {
  const lab = await openSynthetic(page, 6, 40);
  await page.getByRole('button', { name: 'Tree', exact: true }).click();
  const panel = page.getByRole('region', { name: 'Genealogy', exact: true });
  await panel.getByLabel('Extinct branches').check();
  const before = await held(page);
  await lab.play.click();
  await lab.reachGeneration(540);
  await lab.pause.click();
  const after = await held(page);
  // 3,000 agents: their numbers, and how each was born
  expect((after.bytes - before.bytes) / 1e6).toBeLessThan(4);
  expect(after.elements / before.elements).toBeLessThan(1.5);
});

async function held(page: Page): Promise<{ readonly bytes: number; readonly elements: number }> {
  await page.waitForTimeout(SETTLED); // what was asked for last is drawn
  const elements = await page.locator('*').count();
  return { bytes: await heldMemory(page), elements };
}
