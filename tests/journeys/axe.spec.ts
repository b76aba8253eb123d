import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { Lab } from './lab.ts';
import { linkTo } from './links.ts';

/** WCAG 2.2, levels A and AA. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const RUN = linkTo('cartpole-dqn', (config) => ({
  ...config,
  generations: 40,
  populationSize: 6,
  training: { ...config.training, stepsPerGeneration: 128 },
  evaluation: { ...config.evaluation, episodes: 1 },
  target: { ...config.target, enabled: false },
}));
/** Waits for a word, with a notice: its seed could not stay. */
const WAITING = '#/evolve?p=cartpole-dqn&s=minus&v=1&h=network&k=selection';

test.setTimeout(120_000);

/** What axe finds wrong, one line for each element. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found, passes } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  expect(passes.length).toBeGreaterThan(10);
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => {
      const [, why = ''] = failureSummary.split('\n');
      return `${id} at ${target.join(' ')}: ${why.trim()}`;
    }),
  );
}

for (const theme of ['light', 'dark'] as const) {
  test.describe(`axe finds nothing wrong in ${theme} colours`, { tag: '@narrow' }, () => {
    test.use({ colorScheme: theme });

    test('on the pages beside the lab', async ({ page }) => {
      for (const route of ['', '#/runs', '#/about']) {
        await page.goto(`./${route}`);
        await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
        expect(await violations(page), route).toEqual([]);
      }
    });

    test('in the lab before, while and after it runs, in each of its parts', async ({ page }) => {
      const lab = new Lab(page);
      const tabs = page.getByRole('navigation', { name: 'Parts of the lab' }).getByRole('button');
      const inEachPart = async (state: string) => {
        const count = await tabs.count();
        for (let i = 0; i < Math.max(1, count); i++) {
          if (count > 0) await tabs.nth(i).click();
          expect(await violations(page), `${state}, part ${i}`).toEqual([]);
        }
      };

      await lab.open(WAITING);
      await expect(lab.notices.first()).toBeVisible();
      await inEachPart('waiting');

      await lab.open(RUN);
      await lab.start();
      await lab.reachGeneration(2);
      await inEachPart('running');
      await lab.pause.click();
      await page.evaluate(() => {
        for (const group of document.querySelectorAll('details')) group.open = true;
      });
      await inEachPart('paused');

      const charts = page.getByRole('tablist', { name: 'Charts' });
      if (!(await charts.isVisible())) await tabs.filter({ hasText: 'Charts' }).click();
      for (const chart of await charts.getByRole('tab').all()) {
        await chart.click();
        expect(await violations(page), await chart.innerText()).toEqual([]);
      }
    });

    test('in dialogs', async ({ page }) => {
      const lab = new Lab(page);
      await lab.open(RUN);
      await lab.start();
      await lab.reachGeneration(1);
      await lab.pause.click();
      await page.getByRole('button', { name: 'Share', exact: true }).click();
      const share = page.getByRole('dialog', { name: 'Share this run' });
      await share.getByRole('radio', { name: /With the result/ }).check();
      await share.getByText('For a class').click();
      await share.getByRole('button', { name: 'QR code' }).click();
      await expect(share.getByRole('img', { name: 'QR code of the link' })).toBeVisible();
      expect(await violations(page), 'share').toEqual([]);
      const link = await share.getByRole('textbox', { name: 'Link' }).inputValue();
      await page.keyboard.press('Escape');
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
      expect(await violations(page), 'keys').toEqual([]);

      // somebody else's result
      await page.goto('about:blank');
      await lab.open(link);
      await expect(page.getByTestId('verdict')).toBeVisible();
      expect(await violations(page), 'with a result').toEqual([]);
    });
  });
}
