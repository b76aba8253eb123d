import { expect, type Locator, test } from './journey.ts';
import { Lab } from './lab.ts';

/** The most that a task of the newcomer's sheet may take. */
const MOST_ACTIONS = 6;

test.setTimeout(300_000); // three whole runs
test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('a newcomer does each task of the sheet in at most six actions, and has the recorded run live', async ({
  page,
  request,
}) => {
  const recorded: { readonly hash: string } = await (
    await request.get('./runs/cartpole.json')
  ).json();
  const lab = new Lab(page);
  let actions = 0;
  const press = async (what: Locator) => {
    actions++;
    await what.click();
  };
  const task = async (name: string, doIt: () => Promise<void>) => {
    actions = 0;
    await test.step(name, doIt);
    test.info().annotations.push({ type: 'actions', description: `${name}: ${actions}` });
    expect(actions, name).toBeGreaterThan(0);
    expect(actions, name).toBeLessThanOrEqual(MOST_ACTIONS);
  };
  const link = (name: string) => page.getByRole('link', { name, exact: true });
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  let hash = '';
  let best = '';
  await page.goto('./');

  await task('Find the best agent', async () => {
    await press(link('Run it live'));
    const stage = page.getByRole('region', { name: 'CartPole', exact: true });
    await expect(stage.getByText('All 20 generations done')).toBeVisible({ timeout: 120_000 });
    hash = (await lab.hash.textContent()) ?? '';
    expect(hash, 'that of the recorded run').toBe(recorded.hash);
    await press(stage.getByRole('listitem').first().getByRole('button'));
    const heading = page.getByRole('heading', { name: /^Agent \d+$/ });
    await expect(heading).toBeVisible();
    best = /\d+/.exec((await heading.textContent()) ?? '')?.[0] ?? '';
  });

  await task('Say which mutation made it', async () => {
    await press(button('What made the difference?'));
    const list = page.getByRole('region', { name: 'What made the difference' });
    await expect(list.getByRole('heading', { name: `agent ${best}` })).toBeVisible();
    await expect(list.getByText(/can(not)? be told/).first()).toBeVisible();
    await expect(list.getByRole('listitem').first()).toContainText(/agent \d+, gen \d+/);
  });

  await task('Repeat the run', async () => {
    await press(button('Run again'));
    await expect(lab.hash).toBeHidden();
    await expect(lab.hash).toHaveText(hash, { timeout: 120_000 });
  });

  await task('Change one setting and compare', async () => {
    actions++;
    await page.getByRole('slider', { name: 'Population', exact: true }).press('ArrowLeft');
    await press(button('Restart with changes'));
    await expect(lab.hash).toBeHidden();
    await expect(lab.hash).toBeVisible({ timeout: 120_000 });
    expect(await lab.hash.textContent()).not.toBe(hash);
    await press(link('Compare'));
    await press(page.getByRole('checkbox').nth(1));
    await expect(page.getByRole('table').filter({ hasText: 'Population size' })).toBeVisible();
  });

  await task('Send it to a friend', async () => {
    await press(link('Evolve'));
    await press(button('Share'));
    const dialog = page.getByRole('dialog', { name: 'Share this run' });
    await press(dialog.getByRole('button', { name: 'Copy link' }));
    await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
      /#\/evolve\?.*&r=[bz]/,
    );
  });
});
