import { expect, type Page, test } from './journey.ts';
import { Lab } from './lab.ts';
import { linkTo } from './links.ts';

const colour = (page: Page) => page.getByRole('region', { name: 'Genealogy' }).getByLabel('Colour');

test('the address holds the run and how it is looked at: opened elsewhere it is the same', async ({
  page,
  browser,
}) => {
  const lab = new Lab(page);
  await lab.open(
    linkTo('cartpole-dqn', (config) => ({
      ...config,
      seed: 7,
      populationSize: 4,
      generations: 2,
      training: { ...config.training, stepsPerGeneration: 256 },
    })),
  );
  await lab.start();
  await expect(lab.hash).toBeVisible({ timeout: 120_000 });
  await page.getByRole('tab', { name: 'Diversity' }).click();
  await colour(page).selectOption('clade');
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await page.getByRole('tree', { name: /^Genealogy/ }).press('Home');
  const compared = page.getByRole('table', { name: /side by side$/ });
  await expect(compared).toBeVisible();
  await expect(page).toHaveURL(/&c=diversity&l=clade&g=\d+&a=\d+&b=1\.\d+$/);
  const hash = await lab.hash.textContent();

  const elsewhere = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const second = await elsewhere.newPage();
  const other = new Lab(second);
  await other.open(page.url());
  await expect(second.getByRole('tab', { name: 'Diversity' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await other.start();
  await expect(other.hash).toHaveText(hash ?? '', { timeout: 120_000 });
  await expect(colour(second)).toHaveValue('clade');
  await expect(second.getByRole('table', { name: /side by side$/ })).toHaveText(
    (await compared.textContent()) ?? '',
  );
  await elsewhere.close();
});

const payload = (changes: string) => `j${Buffer.from(changes).toString('base64url')}`;
const SCRIPT = '<img src=x onerror="window.hacked=true"><script>window.hacked=true</script>';

/** Links that somebody made to do harm, or that were spoilt on the way, and what is said of each. */
const HOSTILE: readonly (readonly [link: string, words: RegExp])[] = [
  ['#/evolve?p=cartpole-dqn&s=1&v=1&d=jeyJwb3B1bGF0aW9u', /cannot be opened.*Nothing was started/],
  [
    `#/evolve?p=cartpole-dqn&s=1&v=1&d=${payload('{"populationSize":1000000,"generations":1e9}')}`,
    /2 values of the link could not stay.*128/,
  ],
  [`#/evolve?p=${encodeURIComponent(SCRIPT)}&s=1&v=1`, /names the preset '<imgsrc/],
  [
    `#/evolve?p=cartpole-dqn&s=2&v=1&h=starship,${encodeURIComponent(SCRIPT)}&t=${encodeURIComponent(SCRIPT)}`,
    /hides or locks starship/,
  ],
  [
    `#/evolve?p=cartpole-dqn&s=3&v=1&d=${payload(JSON.stringify({ environment: SCRIPT, algorithm: SCRIPT }))}`,
    /could not stay|do not fit/,
  ],
  [
    `#/evolve?p=cartpole-dqn&s=4&v=1&d=${payload('{"__proto__":{"hacked":true},"constructor":{"prototype":{"hacked":true}}}')}`,
    /does not know/,
  ],
  [`#/evolve?p=cartpole-dqn&s=5&v=1&d=${'j'.repeat(300_000)}`, /there may be 262144/],
  [
    `#/evolve?p=cartpole-dqn&s=8&v=1&g=1e9&a=${encodeURIComponent(SCRIPT)}`,
    /points at agent '<imgsrc=xonerror/,
  ],
  [
    `#/evolve?p=cartpole-dqn&s=9&v=1&b=${encodeURIComponent(SCRIPT)}`,
    /sets '<imgsrc=xonerror=.*' beside/,
  ],
  ['#/evolve?p=nothing&s=1&v=1', /names the preset 'nothing'/],
  ['#/evolve?p=cartpole-dqn&s=abc&v=1', /Seed is "abc"/],
  ['#/evolve?p=cartpole-dqn&s=1&v=99', /made with a newer version/],
];

test('hostile links are told in words and start nothing; one that costs much waits for a person', async ({
  page,
}) => {
  const failures: string[] = [];
  page.on('pageerror', ({ message }) => failures.push(message));
  const lab = new Lab(page);
  for (const [index, [link, words]] of HOSTILE.entries()) {
    // the first as whoever comes for the first time meets it, the others as a changed address
    if (index < 2) await page.goto('about:blank');
    await lab.open(link);
    const notice = lab.notices.filter({ hasText: words });
    await expect(notice.first(), link.slice(0, 80)).toBeVisible();
    await expect(lab.play).toBeVisible();
    await expect(lab.pause).toBeHidden();
    const dismiss = page.getByRole('button', { name: 'Dismiss' });
    while ((await dismiss.count()) > 0) await dismiss.first().click();
  }

  const long = linkTo('cartpole-dqn', (config) => ({
    ...config,
    seed: 6,
    populationSize: 128,
    generations: 1000,
  }));
  await lab.open(long);
  const waits = page.getByText(/A run is set up by the link.*waits for you/);
  await expect(waits).toBeVisible();
  await expect(lab.pause).toBeHidden();
  await page.getByRole('button', { name: 'Run it' }).click();
  await expect(lab.pause).toBeVisible();
  await expect(waits).toBeHidden();
  expect(await page.evaluate(() => 'hacked' in window || 'hacked' in {})).toBe(false);
  expect(failures).toEqual([]);
});
