import { expect, test } from './journey.ts';
import { Lab } from './lab.ts';
import { linkTo } from './links.ts';

test.use({ allowedErrors: /out of memory/ }); // the worker's, which dies on purpose

/** Long enough to be under way all the time. */
const LONG = linkTo('cartpole-dqn', (config) => ({
  ...config,
  seed: 21,
  populationSize: 4,
  generations: 800,
  training: { ...config.training, stepsPerGeneration: 128 },
  evaluation: { ...config.evaluation, episodes: 1 },
  target: { ...config.target, enabled: false },
}));

test('a run out of sight tells how far it is, survives its worker, says so after a reload too, and goes onto paper', async ({
  page,
}) => {
  await page.addInitScript(() => {
    let hidden = false;
    Object.defineProperty(document, 'hidden', { get: () => hidden });
    addEventListener('hide', () => {
      hidden = !hidden;
      document.dispatchEvent(new Event('visibilitychange'));
    });
  });
  const turn = () => page.evaluate(() => dispatchEvent(new Event('hide')));
  const titled = async () => Number(/^▶ gen (\d+) · \S+ – /.exec(await page.title())?.[1]);
  const failures: string[] = [];
  page.on('pageerror', ({ message }) => failures.push(message));
  const lab = new Lab(page);
  await lab.open(LONG);
  await lab.start();
  await lab.reachGeneration(2);

  await turn();
  await expect.poll(titled, { timeout: 120_000 }).toBeGreaterThanOrEqual(2); // a title is changed once a second
  const from = await titled();
  await expect.poll(titled, { timeout: 120_000 }).toBeGreaterThan(from + 2); // training goes on, and the title tells
  await turn();
  await lab.reachGeneration(await titled());

  // the worker dies; the run goes on from its last checkpoint by itself
  const before = await lab.generation();
  const engine = page.workers().find((worker) => /worker/.test(worker.url()));
  await engine?.evaluate(() => {
    setTimeout(() => {
      throw new Error('out of memory');
    });
  });
  const notice = lab.notices.filter({ hasText: /out of memory.*restored from generation \d+/ });
  await expect(notice).toBeVisible();
  const restoredAt = Number(/generation (\d+)/.exec((await notice.textContent()) ?? '')?.[1]);
  await lab.reachGeneration(before + 2);
  await lab.isKept(restoredAt);
  await lab.pause.click();
  await expect(lab.play).toBeVisible(); // a reload before that finds a run that goes on
  // nothing was drawn from generations that are no more
  expect(failures.filter((message) => !message.includes('out of memory'))).toEqual([]);

  // the accident is kept with the run
  await page.reload();
  await expect(lab.play).toBeVisible();
  await expect(notice).toBeHidden();
  const charts = page.getByRole('region', { name: 'Charts' });
  await expect(charts.getByText(/^Before generation \d+: .*out of memory/)).toBeVisible();

  // paper is narrower than the window, and shows what the window did
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 718, height: 1000 });
  for (const name of ['Genealogy', 'Charts'])
    await expect(page.getByRole('region', { name, exact: true })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Set-up' })).toBeHidden();
  await expect(
    page
      .getByRole('img', { name: /Fitness/ })
      .or(page.locator('figure svg'))
      .first(),
  ).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(730);

  // so does that of a phone, though only one part was open there
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByRole('navigation', { name: 'Parts of the lab' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Genealogy', exact: true })).toBeHidden();
  await page.emulateMedia({ media: 'print' });
  for (const name of ['CartPole', 'Genealogy', 'Charts', /^Agent \d/])
    await expect(page.getByRole('region', { name, exact: true })).toBeVisible();
  await page.emulateMedia({ media: 'screen' });
  await expect(page.getByRole('region', { name: 'Genealogy', exact: true })).toBeHidden();
});
