import { readFileSync } from 'node:fs';
import jsQR from 'jsqr';
import { readEvo } from '#archive/evo/read-evo.ts';
import { decodeLink, encodeLink } from '#protocol/link.ts';
import { type Browser, expect, type Page, test } from './journey.ts';
import { Lab } from './lab.ts';
import { CATALOG, linkTo } from './links.ts';

/** Small enough to be over in a few seconds, and too small to take the default preset's target. */
const SMALL = linkTo('cartpole-dqn', (config) => ({
  ...config,
  seed: 11,
  populationSize: 4,
  generations: 8,
  // of one environment: a generation lasts more than two seconds at the world's speed
  training: { ...config.training, stepsPerGeneration: 128, environmentsPerAgent: 1 },
  evaluation: { ...config.evaluation, episodes: 2 },
  target: { ...config.target, enabled: false },
}));

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

/** Opens the dialog, chooses to share the result, and copies the link. */
async function copyResult(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Share this run' });
  await dialog.getByRole('radio', { name: /^With the result/ }).check();
  await dialog.getByRole('button', { name: 'Copy link' }).click();
  await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
  return page.evaluate(() => navigator.clipboard.readText());
}

/** A page of somebody who has never been here. */
async function friend(
  browser: Browser,
): Promise<{ page: Page; lab: Lab; close: () => Promise<void> }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  return { page, lab: new Lab(page), close: () => context.close() };
}

const verdict = (page: Page) => page.getByTestId('verdict');

test('a run with changes made while it ran is sent, seen at once, and verified as identical', async ({
  browser,
  page,
}) => {
  const lab = new Lab(page);
  await lab.openSlowly(SMALL);
  await lab.step();
  // two changes while it runs, the second in the middle of a generation
  await page.getByText('Selection', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Tournament size' }).fill('3');
  await page.getByRole('textbox', { name: 'Tournament size' }).press('Enter');
  await lab.play.click();
  await expect(lab.pause).toBeVisible();
  await page.getByRole('textbox', { name: 'Evaluation window' }).fill('2');
  await page.getByRole('textbox', { name: 'Evaluation window' }).press('Enter');
  await lab.choosePace('Max');
  await expect(lab.hash).toBeVisible({ timeout: 120_000 });
  const hash = (await lab.hash.textContent()) ?? '';

  const link = await copyResult(page);
  const decoded = decodeLink(link, CATALOG);
  if (decoded.kind !== 'run' || !decoded.digest) throw new Error(`no result in ${link}`);
  expect(decoded.digest.edits.flatMap(({ values }) => Object.keys(values))).toEqual([
    'selection.tournamentSize',
    'selection.evaluationWindow',
  ]);
  expect(link.length).toBeLessThan(1800);

  const there = await friend(browser);
  await there.lab.open(link);
  await expect(there.page.getByTestId('sender curve')).toBeVisible();
  await expect(there.lab.play).toBeVisible(); // nothing starts by itself
  await there.page.getByRole('button', { name: 'Verify', exact: true }).click();
  await expect(verdict(there.page)).toHaveText(/^Identical, bit for bit, in all 8 generations\.$/, {
    timeout: 120_000,
  });
  await expect(there.lab.hash).toHaveText(hash);
  // the address still holds what was sent
  expect(decodeLink(there.page.url(), CATALOG)).toMatchObject({ digest: { hash } });
  await there.close();

  // the same link with another generation's fingerprint
  const { config, digest } = decoded;
  const altered = encodeLink(config, CATALOG, 'cartpole-dqn', {
    digest: {
      ...digest,
      generations: digest.generations.map((generation, g) =>
        g === 5 ? { ...generation, fingerprint: generation.fingerprint ^ 1 } : generation,
      ),
    },
  });
  const other = await friend(browser);
  await other.lab.open(altered);
  await other.lab.start();
  await expect(other.lab.hash).toHaveText(hash, { timeout: 120_000 });
  await expect(verdict(other.page)).toHaveText(/difference begins in generation 6\b/);
  await expect(other.page.getByRole('button', { name: 'Verify again' })).toBeEnabled();
  await other.close();
});

test('a teacher hides and locks parts of the page, and a pupil is told', async ({
  browser,
  page,
}) => {
  const lab = new Lab(page);
  await lab.open(SMALL);
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Share this run' });
  await dialog.getByText('For a class').click();
  const choose = (part: string, access: string) =>
    dialog
      .getByRole('group', { name: part, exact: true })
      .getByRole('radio', { name: access })
      .check();
  await choose('Genealogy', 'Hidden');
  await choose('Network', 'Hidden');
  await dialog
    .getByLabel('Text for the class')
    .fill('Only the tournament is yours. What does it do?');
  await dialog.getByLabel(/^Goal/).fill('400');
  await dialog.getByLabel('Lock all settings but').selectOption('Elitism');
  await choose('Preset', 'Open');
  await dialog.getByRole('button', { name: 'Preview on the page' }).click();
  await expect(
    page.getByText(/Preview\..*hides 2 parts and locks 11 parts, but for 1 setting/),
  ).toBeVisible();
  await expect(page.getByRole('region', { name: 'Genealogy' })).toBeHidden();
  await page.getByRole('button', { name: 'End the preview' }).click();
  await expect(page.getByRole('region', { name: 'Genealogy' })).toBeVisible();

  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const link = await dialog.getByRole('textbox', { name: 'Link' }).inputValue();
  expect(link).toMatch(/&h=tree,network&k=[a-z,]*selection[a-z,]*&u=selection\.elitism&m=/);

  const pupil = await friend(browser);
  await pupil.lab.open(link);
  const group = (name: string) => pupil.page.getByText(name, { exact: false }).first();
  await expect(
    pupil.page.getByText('This link hides 2 parts and locks 11 parts, but for 1 setting.'),
  ).toBeVisible();
  const lesson = pupil.page.getByRole('region', { name: 'Lesson' });
  await expect(lesson.getByText('Only the tournament is yours.')).toBeVisible();
  await expect(lesson.getByRole('status')).toHaveText('The run has not begun yet.');
  await expect(pupil.page.getByRole('region', { name: 'Genealogy' })).toBeHidden();
  await expect(pupil.page.getByText('Network', { exact: true })).toBeHidden();
  await group('Selection (partly locked)').click();
  await expect(pupil.page.getByRole('switch', { name: 'Elitism' })).toBeEnabled();
  await expect(pupil.page.getByRole('textbox', { name: 'Tournament size' })).toBeDisabled();
  await expect(pupil.page.getByText('The greyed settings are locked by the link.')).toBeVisible();
  // another preset does not lift it
  await pupil.page.getByLabel('Preset').selectOption({ index: 1 });
  await expect(pupil.page.getByRole('textbox', { name: 'Tournament size' })).toBeDisabled();
  await expect(pupil.page).toHaveURL(/h=tree,network&k=[a-z,]*selection.*&m=/);

  await pupil.page.getByRole('button', { name: 'Show all' }).click();
  await expect(pupil.page.getByRole('textbox', { name: 'Tournament size' })).toBeEnabled();
  await expect(pupil.page.getByRole('region', { name: 'Genealogy' })).toBeVisible();
  await pupil.close();
});

test('the link is a code for a camera, and the run a file', async ({ page }) => {
  const lab = new Lab(page);
  await lab.openSlowly(SMALL);
  await lab.step();
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Share this run' });
  await expect(dialog.getByRole('button', { name: 'Copy link' })).toBeFocused();
  await dialog.getByRole('button', { name: 'QR code' }).click();
  const picture = dialog.getByRole('img', { name: 'QR code of the link' });
  await expect(picture).toBeVisible();
  const size = 400;
  const dark = await picture.evaluate(async (svg, size) => {
    const image = new Image();
    const copy = svg.cloneNode(true) as SVGElement;
    copy.setAttribute('width', String(size));
    copy.setAttribute('height', String(size));
    image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
    await image.decode();
    const canvas = new OffscreenCanvas(size, size);
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0, size, size);
    const { data } = context?.getImageData(0, 0, size, size) ?? { data: [] };
    let dark = ''; // a digit for each pixel: numbers take long from page to test
    for (let red = 0; red < data.length; red += 4) dark += (data[red] ?? 0) < 128 ? 1 : 0;
    return dark;
  }, size);
  const grey = (digit: string) => (digit === '1' ? 0 : 255);
  const pixels = Uint8ClampedArray.from(
    [...dark].flatMap((digit) => [grey(digit), grey(digit), grey(digit), 255]),
  );
  const read = jsQR(pixels, size, size);
  expect(read?.data).toBe(await dialog.getByRole('textbox', { name: 'Link' }).inputValue());
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save as a file (.evo)' }).click(),
  ]);
  const file = readEvo(readFileSync(await download.path()), CATALOG);
  expect(file.record.config.seed).toBe(11);
  expect(file.generations.length).toBe(await lab.generation());
  await expect(dialog.getByText(/\.evo was saved/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Share', exact: true })).toBeFocused();
});

test('another preset is a step that the back button undoes', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open(SMALL);
  await expect(page).toHaveURL(/p=cartpole-dqn&s=11/);
  await page.getByLabel('Preset').selectOption('cartpole-ppo');
  await expect(page).toHaveURL(/p=cartpole-ppo/);
  await page.goBack();
  await expect(page).toHaveURL(/p=cartpole-dqn&s=11/);
  await expect(page.getByLabel('Preset')).toHaveValue('cartpole-dqn');
  await page.goForward();
  await expect(page.getByLabel('Preset')).toHaveValue('cartpole-ppo');
});
