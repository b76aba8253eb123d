import { hold, holdBoth, holdNames, onPhone } from './axe.ts';
import { expect, type Page, test } from './journey.ts';
import { Lab } from './lab.ts';
import { linkTo } from './links.ts';
import { StrategyLab, strategyLink, withTeam } from './strategy.ts';
import { openSynthetic } from './synthetic/history.ts';

const RUN = linkTo('cartpole-dqn', (config) => ({
  ...config,
  generations: 1000, // it is still running when axe has looked at it
  populationSize: 6,
  training: { ...config.training, stepsPerGeneration: 128 },
  evaluation: { ...config.evaluation, episodes: 1 },
  target: { ...config.target, enabled: false },
}));
/** Waits for a word, with a notice: its seed could not stay. */
const WAITING = '#/evolve?p=cartpole-dqn&s=4294967296&v=1&h=network&k=selection';

test.setTimeout(300_000); // axe computes for long where the machine does other things too

test('axe finds nothing wrong beside the lab', async ({ page }) => {
  for (const route of [
    '#/',
    '#/runs',
    '#/compare',
    '#/about',
    '#/about/agilerl',
    '#/about/mat-agent',
  ]) {
    await page.goto(`./${route}`);
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
    await holdBoth(page, route);
  }
});

const partsOf = (page: Page) =>
  page.getByRole('navigation', { name: 'Parts of the lab' }).getByRole('button');

const unfold = (page: Page) =>
  page.evaluate(() => {
    for (const group of document.querySelectorAll('details')) group.open = true;
  });

test('axe finds nothing wrong in the lab, where every control has a name, in its dialogs, and where a link brought a result', {
  tag: '@narrow',
}, async ({ page }) => {
  const lab = new Lab(page);
  const parts = partsOf(page);
  await lab.open(WAITING);
  await expect(lab.notices.first()).toBeVisible();
  await hold(page, 'waiting');

  await page.goto('about:blank');
  await lab.open(RUN);
  await lab.start();
  await lab.reachGeneration(2);
  await lab.choosePace('1×'); // it is axe that needs the machine
  await unfold(page);
  await hold(page, 'running');
  await holdNames(page, 'running');
  await expect(lab.pause).toBeVisible(); // it was
  await lab.pause.click();
  await expect(lab.play).toBeVisible();
  await hold(page, 'paused', { part: 'section[aria-label=Transport]' });
  for (const part of await parts.all()) {
    await part.click();
    await unfold(page);
    const state = `paused, ${await part.textContent()}`;
    await hold(page, state, { part: 'main' });
    await holdNames(page, state);
  }

  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const share = page.getByRole('dialog', { name: 'Share this run' });
  await share.getByRole('radio', { name: /^With the result/ }).check();
  await share.getByText('For a class').click();
  await share.getByRole('button', { name: 'QR code' }).click();
  await expect(share.getByRole('img', { name: 'QR code of the link' })).toBeVisible();
  await hold(page, 'share', { part: 'dialog', sameElements: true });
  const link = await share.getByRole('textbox', { name: 'Link' }).inputValue();
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await hold(page, 'keys', { part: 'dialog', sameElements: true });

  await page.goto('about:blank');
  await lab.open(link);
  await expect(page.getByTestId('verdict')).toBeVisible();
  await hold(page, 'a result in the link', { part: 'section[aria-label="Result in the link"]' });
});

test('axe finds nothing wrong in the charts', async ({ page }) => {
  await openSynthetic(page, 8, 40);
  const charts = page.getByRole('tablist', { name: 'Charts' });
  const holdAll = async () => {
    await expect(charts).toBeVisible();
    const all = await charts.getByRole('tab').all();
    expect(all.length).toBeGreaterThan(5);
    for (const chart of all) {
      await chart.click();
      await expect(page.getByText('Loading the chart')).toBeHidden();
      // the page around it is held with the lab
      await hold(page, `chart ${await chart.textContent()}`, {
        part: 'section[aria-label=Charts]',
        sameElements: true,
      });
    }
  };
  await holdAll();
  await onPhone(page, async () => {
    await partsOf(page).filter({ hasText: 'Charts' }).click();
    await holdAll();
  });
});

async function holdDecisions(page: Page, state: string): Promise<void> {
  const decisions = page.getByRole('region', { name: 'Decisions', exact: true });
  const chart = decisions.getByRole('tabpanel').getByRole('figure').first();
  await expect(async () => {
    await chart.scrollIntoViewIfNeeded({ timeout: 2000 }); // charts out of sight are not drawn
    await expect(chart).toBeVisible({ timeout: 2000 });
  }).toPass(); // another tab's chart may have been there a moment ago
  await page.evaluate(() => scrollTo({ top: 0 })); // the bars that stay in sight on a phone would hide a part of them
  await hold(page, `decisions ${state}`, {
    part: 'section[aria-label=Decisions]',
    sameElements: true,
  });
}

test('axe finds nothing wrong in the strategy lab', { tag: '@narrow' }, async ({ page }) => {
  const strategy = new StrategyLab(page);
  const parts = partsOf(page);
  const see = async (part: string) => {
    if ((await parts.count()) > 0) await parts.filter({ hasText: part }).click();
  };
  await page.goto('./#/strategy');
  await expect(page.getByRole('region', { name: 'What is seen' })).toBeVisible();
  await hold(page, 'with the recording');

  await strategy.open(`./${strategyLink((config) => withTeam(config, 2, 'dqn-paper'))}`);
  await see('Setup');
  await expect(page.getByRole('region', { name: 'Classifiers' })).toBeVisible();
  await unfold(page);
  const kinds = page.getByRole('group', { name: 'Who decides for Tuned' });
  await kinds.getByRole('radio', { name: 'Team of agents' }).check();
  await unfold(page);
  await hold(page, 'set up', { part: 'section[aria-label="Set-up"]' });
  await page.getByRole('button', { name: 'Undo the last change of the set-up' }).click();
  await see('Rows');
  await page.getByRole('group', { name: 'Loss of Usual' }).getByRole('button').first().click();
  await expect(page.getByRole('group', { name: /Loss of Usual, from interval/ })).toBeVisible();
  await hold(page, 'with a lane being drawn', {
    part: 'section[aria-label="What each will train under"]',
  });
  await strategy.button('Play').click();
  await strategy.finish();
  await hold(page, 'with a run that is over');
  const decisions = page.getByRole('region', { name: 'Decisions', exact: true });
  const score = decisions.getByRole('slider', { name: 'Decisions by interval' });
  // charts out of sight are drawn once they are seen, and have decisions to go to then
  await expect(async () => {
    await score.press('End');
    await expect(score).toHaveAttribute('aria-valuetext', /^Interval 8:/, { timeout: 1000 });
  }).toPass();
  await score.press('Enter');
  const slowMotion = decisions.getByRole('button', { name: 'Slow motion' });
  await expect(slowMotion).toBeVisible();
  await holdDecisions(page, 'explained, above Q-values');
  await slowMotion.click();
  await decisions.getByRole('tab', { name: 'What they see' }).click();
  await holdDecisions(page, 'in slow motion, above what they see');
  await decisions.getByRole('button', { name: 'Close the explanation' }).click();
  for (const name of ['Together', 'By phase']) {
    await decisions.getByRole('tab', { name }).click();
    await holdDecisions(page, name);
  }
  await see('Watch');
  await expect(page.getByRole('region', { name: 'What a classifier sees' })).toBeVisible();
  await hold(page, 'with what a classifier sees', {
    part: 'section[aria-label="What a classifier sees"]',
  });
});
