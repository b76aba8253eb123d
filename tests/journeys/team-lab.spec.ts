import { hold } from './axe.ts';
import { expect, test } from './journey.ts';
import { Lab } from './lab.ts';
import { linkTo } from './links.ts';

/** A team of two, so small that its run takes seconds, in which every child’s network changes. */
const TALK = linkTo('speaker-listener-maddpg', (config) => ({
  ...config,
  populationSize: 4,
  generations: 3,
  training: { ...config.training, stepsPerGeneration: 400, learningDelay: 100 },
  evaluation: { episodes: 2 },
  champion: { episodes: 2 },
  mutation: { ...config.mutation, none: 0, architecture: 1, parameters: 0, hyperparameter: 0 },
}));

test(
  'a first visit of a team is told what is seen, follows one player through a mutation, axe finds nothing wrong, and a friend verifies the run',
  {
    tag: '@narrow',
  },
  async ({ page, browser }, { project }) => {
    const lab = new Lab(page);
    await lab.open(TALK);
    const stage = page.getByRole('region', { name: 'Speaker and listener', exact: true });
    await expect(stage).toContainText('the sign in the ring above it is the word that it says');
    await lab.start();
    await expect(lab.hash).toBeAttached({ timeout: 120_000 }); // on a phone it is behind a tab
    await expect(stage).toContainText(/speaker: say word \d; listener: \w+/);

    // An agent that was born with a mutation, and the network it was drawn on.
    const mutation = page.getByRole('region', { name: 'What its mutation changed' });
    for (const agent of await stage.getByRole('listitem').getByRole('button').all()) {
      await agent.click();
      if ((await mutation.textContent())?.includes('architecture')) break;
    }
    const words = (await mutation.textContent()) ?? '';
    const [, whose = ''] = /(speaker|listener): (?:head|latent)/.exec(words) ?? [];
    expect(words).toContain(`Actor of ${whose}`);
    await expect(page.getByRole('region', { name: 'Recipe' })).toContainText(`${whose}: `);

    // Its networks and its map, of which the value is its critic’s.
    const players = page.getByRole('group', { name: 'Whose network and map' });
    await expect(players.getByRole('radio')).toHaveCount(2);
    await players.getByRole('radio', { name: whose }).check();
    const map = page.getByRole('region', { name: 'What it does and expects' });
    await expect(map).toBeVisible();
    await hold(page, 'a team that has run, one of its players looked at', { part: 'main' });
    const networks = page.getByRole('group', { name: 'Network shown' });
    await networks.getByRole('radio', { name: 'Critic' }).check();
    await expect(page.getByRole('region', { name: 'Network', exact: true })).toContainText(
      'Everybody’s actions join behind the latent vector.',
    );
    await map.scrollIntoViewIfNeeded(); // it is drawn where it is seen
    await map.getByRole('radio', { name: `Value (Critic of ${whose})` }).check();
    await expect(map.getByLabel('across').locator('option')).toHaveCount(
      whose === 'speaker' ? 3 : 11,
    );

    if (project.name === 'narrow') await page.keyboard.press('Escape'); // the sheet lies over the rest
    const hash = (await lab.hash.textContent()) ?? '';
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Share this run' });
    await dialog.getByRole('radio', { name: /^With the result/ }).check();
    const link = await dialog.getByRole('textbox', { name: 'Link' }).inputValue();
    await page.close();
    const elsewhere = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const there = await elsewhere.newPage();
    await new Lab(there).open(link);
    await there.getByRole('button', { name: 'Verify', exact: true }).click();
    await expect(there.getByTestId('verdict')).toHaveText(
      /^Identical, bit for bit, in all 3 generations\.$/,
      { timeout: 120_000 },
    );
    await expect(there.getByTestId('run-hash')).toHaveText(hash);
    await elsewhere.close();
  },
);
