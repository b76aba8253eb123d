import { expect, test } from './journey.ts';
import { Lab } from './lab.ts';
import { linkTo } from './links.ts';

test(
  'a visitor sees a population evolve, holds it, lets it go on, and sees its target reached',
  {
    tag: '@narrow',
  },
  async ({ page }, { project }) => {
    test.setTimeout(240_000); // a whole run
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('requestfailed', (request) => complaints.push(`${request.url()} failed`));

    const lab = new Lab(page);
    await lab.open(
      linkTo('cartpole-rescue', ({ target, ...config }) => ({
        ...config,
        target: { ...target, enabled: true },
      })),
    );
    await lab.choosePace('8×'); // there is time to hold it
    await lab.start();
    await lab.reachGeneration(1);
    expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(true);
    const [content = 0, window = 0] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ]);
    expect(content).toBeLessThanOrEqual(window);
    await page.screenshot({ path: test.info().outputPath('lab.png') });

    await lab.pause.click();
    await expect(lab.play).toBeVisible();
    const size = page.viewportSize();
    await page.setViewportSize({ width: 320, height: 640 }); // as narrow as phones are
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth))
      .toBeLessThanOrEqual(320);
    if (size) await page.setViewportSize(size);
    const held = await lab.generation();
    await page.waitForTimeout(1000); // nothing is to happen in this time
    expect(await lab.generation()).toBe(held);
    await lab.play.click();
    await lab.reachGeneration(held + 1);

    if (project.name === 'wide') {
      await lab.choosePace('Max');
      await expect(lab.hash).toHaveText(/^[0-9a-f]{8,}$/, { timeout: 180_000 });
      await expect(page.getByText(/^Solved in \d+ generations/)).toBeVisible();
    }
    expect(complaints).toEqual([]);
  },
);

test('what is said of an action with two throttles is not wider than a phone', {
  tag: ['@narrow', '@finger'],
}, async ({ page }) => {
  const lab = new Lab(page);
  await lab.open(linkTo('lunarlander-continuous-ppo')); // two throttles are the most that there are
  await lab.start();
  await expect(page.getByText(/main throttle/)).toBeVisible();
  const [content = 0, window = 0, screenWidth = 0] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
    screen.width,
  ]);
  expect(content).toBeLessThanOrEqual(Math.max(window, screenWidth));
});

test('how a run ended that missed its target is said within the stage, its hash too, and its charts go onto paper unopened', {
  tag: '@narrow',
}, async ({ page }) => {
  const lab = new Lab(page);
  await lab.open(
    linkTo('cartpole-dqn', (config) => ({
      ...config,
      populationSize: 2,
      generations: 1,
      training: { ...config.training, stepsPerGeneration: 128 },
    })),
  );
  await lab.start();
  await expect(lab.hash).toBeVisible();
  const outcome = page.getByRole('paragraph').filter({ hasText: 'Target 475 missed' });
  const [said, stage] = await Promise.all([
    outcome.boundingBox(),
    page.getByRole('figure').first().boundingBox(),
  ]);
  if (!said || !stage) throw new Error('there is nothing to measure');
  expect(said.x).toBeGreaterThanOrEqual(stage.x);
  expect(said.x + said.width).toBeLessThanOrEqual(stage.x + stage.width);

  const isLoaded = () =>
    page.evaluate(() =>
      performance.getEntriesByType('resource').some(({ name }) => /ChartsPanel/.test(name)),
    );
  await expect.poll(isLoaded).toBe(true);
  await page.waitForLoadState('networkidle');
  // a browser takes its picture of the page right after it has said that it prints
  const print = () =>
    page.evaluate(async () => {
      dispatchEvent(new Event('beforeprint'));
      await null;
      const charts = document.querySelector('section[aria-label="Charts"]');
      const drawn = charts?.querySelectorAll('svg path').length ?? 0;
      const titles = [...(charts?.querySelectorAll('h3') ?? [])].map((title) => title.textContent);
      dispatchEvent(new Event('afterprint'));
      return { drawn, titles, words: charts?.textContent };
    });
  // the files have been fetched, but not run yet
  await expect.poll(async () => (await print()).words).toContain('best so far');
  const printed = await print();
  expect(printed.drawn).toBeGreaterThan(0);
  // all charts but those that have nothing to show of one generation
  for (const title of ['Fitness of the population', 'Fitness of every agent', 'Throughput'])
    expect(printed.titles).toContain(title);
  expect(printed.titles).not.toContain('Which hyperparameters mattered');
});
