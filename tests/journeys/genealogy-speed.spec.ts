import { type CDPSession, expect, type Page, test } from '@playwright/test';
import { openSynthetic } from './synthetic/history.ts';

test.use({ trace: 'off' }); // it would be measured too

const LIMIT = 8; // ms of script that a generation of 64 agents may cost after 500
const APPENDS = 15;
const SETTLED = 700; // ms after which nothing more is done about a step: the page publishes each 250

/** Milliseconds of the main thread's own time spent in script so far: what other programs take does not count. */
async function scriptTime(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? Number.NaN) * 1000;
}

/** Script of each of some steps by a generation. Nothing is asked of the page meanwhile: that would count too. */
async function appendTimes(page: Page): Promise<number[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const times: number[] = [];
  for (let i = 0; i < APPENDS; i++) {
    const before = await scriptTime(session);
    await page.keyboard.press('n');
    await page.waitForTimeout(SETTLED); // what is measured
    times.push((await scriptTime(session)) - before);
  }
  await session.detach();
  return times.sort((a, b) => a - b);
}

test.describe('a generation more of 64 agents × 500', () => {
  // Narrow enough that the genealogy has a tab of its own, so that nothing else is drawn.
  test.use({ viewport: { width: 890, height: 900 } });

  for (const [what, names] of [
    ['as it opens', []],
    ['with a straight trunk and extinct branches', ['Straight trunk', 'Extinct branches']],
    ['with all agents', ['All agents']],
  ] as const)
    test(`${what}: at most ${LIMIT} ms of script`, async ({ page }) => {
      const lab = await openSynthetic(page, 64, 500);
      await page.getByRole('button', { name: 'Tree', exact: true }).click();
      const panel = page.getByRole('region', { name: 'Genealogy', exact: true });
      for (const name of names) await panel.getByLabel(name).check();
      await panel.getByRole('radio', { name: 'Whole run' }).check();
      await expect(panel.getByRole('slider')).toHaveAttribute('aria-valuetext', 'the whole run');
      await page.waitForTimeout(1000); // bitmaps of all lines are drawn one after the other
      const times = await appendTimes(page);
      expect(await lab.generation()).toBe(500 + APPENDS);
      const median = times[APPENDS >> 1] as number; // there are as many
      test.info().annotations.push({
        type: 'script per generation, ms',
        description: times.map((time) => time.toFixed(1)).join(', '),
      });
      expect(median).toBeGreaterThan(0.2); // the metric is there
      expect(median).toBeLessThanOrEqual(LIMIT);
    });
});
