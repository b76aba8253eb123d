import { expect, type Locator, type Page, test } from './journey.ts';
import { Lab } from './lab.ts';
import { StrategyLab } from './strategy.ts';

/** The most that a task of a newcomer's sheet may take. */
const MOST_ACTIONS = 6;

test.setTimeout(300_000); // three whole runs
test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

/** A visitor who goes through a sheet, with the number of actions in each task. */
class Newcomer {
  readonly page: Page;
  private actions = 0;
  constructor(page: Page) {
    this.page = page;
  }

  link(name: string): Locator {
    return this.page.getByRole('link', { name, exact: true });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  async act(action: Promise<unknown>): Promise<void> {
    this.actions++;
    await action;
  }

  press(what: Locator): Promise<void> {
    return this.act(what.click());
  }

  async task(name: string, doIt: () => Promise<void>): Promise<void> {
    this.actions = 0;
    await test.step(name, doIt);
    test.info().annotations.push({ type: 'actions', description: `${name}: ${this.actions}` });
    expect(this.actions, name).toBeGreaterThan(0);
    expect(this.actions, name).toBeLessThanOrEqual(MOST_ACTIONS);
  }
}

test('a newcomer does each task of the sheet in at most six actions, and has the recorded run live', async ({
  page,
  request,
}) => {
  const recorded: { readonly hash: string } = await (
    await request.get('./runs/cartpole.json')
  ).json();
  const lab = new Lab(page);
  const newcomer = new Newcomer(page);
  let hash = '';
  let best = '';
  await page.goto('./');

  await newcomer.task('Find the best agent', async () => {
    await newcomer.press(newcomer.link('Run it live'));
    const stage = page.getByRole('region', { name: 'CartPole', exact: true });
    await expect(stage.getByText('All 20 generations done')).toBeVisible({ timeout: 120_000 });
    hash = (await lab.hash.textContent()) ?? '';
    expect(hash, 'that of the recorded run').toBe(recorded.hash);
    await newcomer.press(stage.getByRole('listitem').first().getByRole('button'));
    const heading = page.getByRole('heading', { name: /^Agent \d+$/ });
    await expect(heading).toBeVisible();
    best = /\d+/.exec((await heading.textContent()) ?? '')?.[0] ?? '';
  });

  await newcomer.task('Say which mutation made it', async () => {
    await newcomer.press(newcomer.button('What made the difference?'));
    const list = page.getByRole('region', { name: 'What made the difference' });
    await expect(list.getByRole('heading', { name: `agent ${best}` })).toBeVisible();
    await expect(list.getByText(/can(not)? be told/).first()).toBeVisible();
    await expect(list.getByRole('listitem').first()).toContainText(/agent \d+, gen \d+/);
  });

  await newcomer.task('Repeat the run', async () => {
    await newcomer.press(newcomer.button('Run again'));
    await expect(lab.hash).toBeHidden();
    await expect(lab.hash).toHaveText(hash, { timeout: 120_000 });
  });

  await newcomer.task('Change one setting and compare', async () => {
    const population = page.getByRole('slider', { name: 'Population', exact: true });
    await newcomer.act(population.press('Home'));
    await newcomer.press(newcomer.button('Restart with changes'));
    await expect(lab.hash).toBeHidden();
    await expect(lab.hash).toBeVisible({ timeout: 120_000 });
    expect(await lab.hash.textContent()).not.toBe(hash);
    await newcomer.press(newcomer.link('Compare'));
    await newcomer.press(page.getByRole('checkbox').nth(1));
    await expect(page.getByRole('table').filter({ hasText: 'Population size' })).toBeVisible();
  });

  await newcomer.task('Send it to a friend', async () => {
    await newcomer.press(newcomer.link('Evolve'));
    await newcomer.press(newcomer.button('Share'));
    const dialog = page.getByRole('dialog', { name: 'Share this run' });
    await newcomer.press(dialog.getByRole('button', { name: 'Copy link' }));
    await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
      /#\/evolve\?.*&r=[bz]/,
    );
  });
});

test('a newcomer does each task of the strategy lab’s sheet in at most six actions', async ({
  page,
}) => {
  const lab = new StrategyLab(page);
  const newcomer = new Newcomer(page);
  const table = page.getByRole('region', { name: 'Classifiers on the test images' });
  const preset = page.getByLabel('Preset', { exact: true });
  /** Leader whose figure in a column is the highest. */
  const leaderOf = async (column: string) => {
    const heads = await table.getByRole('columnheader').allTextContents();
    const rows = await table.getByRole('row').all();
    const cells = await Promise.all(
      rows.slice(1).map((row) => row.getByRole('cell').allTextContents()),
    );
    const at = heads.indexOf(column);
    return cells.sort((a, b) => Number(b[at]) - Number(a[at]))[0]?.[0];
  };
  await page.emulateMedia({ reducedMotion: 'reduce' }); // the recording is shown as it ended
  await page.goto('./');

  await newcomer.task('See which recipe finds the rare classes', async () => {
    await newcomer.press(newcomer.link('Strategy'));
    await expect(table).toBeVisible();
    const rare = await leaderOf('Tail AP, fast');
    expect(rare).toMatch(/^\d Class-balanced loss$/);
    expect(await leaderOf('mAP, fast')).not.toBe(rare);
  });

  await newcomer.task('Send a result to a friend', async () => {
    await newcomer.act(preset.selectOption('Coloured shapes, in a hurry'));
    await newcomer.press(lab.button('Play'));
    await lab.finish();
    await newcomer.press(lab.button('Share'));
    const dialog = page.getByRole('dialog');
    await newcomer.press(dialog.getByRole('button', { name: 'Copy link' }));
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toMatch(/#\/strategy\?.*&r=/);
    await page.keyboard.press('Escape');
  });

  await newcomer.task('Make the rare classes rarer and compare', async () => {
    await newcomer.press(page.locator('summary', { hasText: 'Labels' }).first());
    const tail = page.getByRole('textbox', { name: 'Long tail' });
    await newcomer.act(tail.fill('4'));
    await newcomer.press(lab.button('Run again'));
    await expect(lab.button('Pause')).toBeVisible();
    await lab.finish();
    await newcomer.press(newcomer.link('Compare'));
    for (const at of [0, 1]) await newcomer.press(page.getByRole('checkbox').nth(at));
    const compared = page.getByRole('region', { name: /^mAP of classifiers/ });
    await expect(compared.getByRole('row', { name: /^[AB] .* Usual/ })).toHaveCount(2);
    const differs = page.getByRole('region', {
      name: 'In what the settings of strategy runs differ',
    });
    await expect(differs.getByRole('row', { name: 'Long tail' })).toBeVisible();
    await expect(page.getByRole('figure')).toHaveCount(0); // no curves of agents, of which none was chosen
  });

  await newcomer.task('See why a team decided', async () => {
    await newcomer.press(newcomer.link('Strategy'));
    await newcomer.act(preset.selectOption('A trained team steers'));
    await newcomer.press(lab.button('Run again'));
    const lane = page.getByRole('group', { name: 'Loss of First team' });
    await newcomer.press(lane.getByRole('button', { name: /^Loss, interval/ }).first());
    const why = page.getByRole('region', { name: 'Why this choice?' });
    await expect(why).toContainText('Interval 1, loss: ');
  });

  await newcomer.task('Take the wheel for one decision', async () => {
    const wheel = page.getByRole('region', { name: 'Take the wheel' });
    await newcomer.press(wheel.getByRole('button', { name: 'At the next decision' }));
    const form = page.getByRole('form', { name: /^Decision of interval/ });
    const loss = form.getByLabel('Loss');
    const other = (await loss.inputValue()) === 'cb' ? 'bce' : 'cb';
    await newcomer.act(loss.selectOption(other));
    await newcomer.press(form.getByRole('button', { name: 'Go on' }));
    await expect(
      wheel.getByText(/First team trained under .* by your hand, and its mAP went/),
    ).toBeVisible();
  });
});
