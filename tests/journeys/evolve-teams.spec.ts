import { USUAL_EVOLUTION } from '#engine/strategy/team-evolution.ts';
import { readPlan, usualPlan } from '#engine/strategy/training-plan.ts';
import { encodeTeamsLink } from '#protocol/teams-link.ts';
import { strategyCatalog } from '#strategy/strategy-catalog.ts';
import { expect, test } from './journey.ts';

const CATALOG = strategyCatalog();

/** Three teams of small networks, which steer classifiers of few small images through three generations. */
const PLAN = readPlan(
  {
    name: 'Small teams',
    controller: 'dqn-vdn',
    settings: { hidden: [16, 16], batch: 4, warmUp: 2, updates: 1, capacity: 60 },
    domains: ['shapes'],
    images: { size: 16, train: 32, validation: 16 },
    training: { steps: 8, batch: 8, interval: 2, clip: 5, ramp: 0, mixing: 'area' },
    rows: 3,
    episodes: 3,
    seed: 4,
    seeds: 1,
    ...USUAL_EVOLUTION,
  },
  usualPlan(CATALOG),
  CATALOG,
);

test('teams evolve for three generations over a reload, their genealogy is opened, and the best is kept', async ({
  page,
}) => {
  await page.goto(`/${encodeTeamsLink(PLAN)}`);
  const panel = page.getByRole('region', { name: 'Evolve teams' });
  await expect(panel.getByLabel('Teams', { exact: true })).toHaveValue('3');
  await panel.getByRole('button', { name: 'Evolve', exact: true }).click();
  // A generation is over in a moment: it is paused as soon as the first is.
  await page.waitForFunction(() => {
    const isOver = [...document.querySelectorAll('summary')].some(({ textContent }) =>
      textContent?.includes('after generation 1'),
    );
    const pause = [...document.querySelectorAll('button')].find(
      ({ textContent }) => textContent === 'Pause the evolution',
    );
    if (isOver) pause?.click();
    return isOver && pause !== undefined;
  });
  await expect(panel.getByText('Paused in generation', { exact: false })).toBeVisible();
  await page.reload();
  await panel.getByRole('button', { name: 'Go on evolving' }).click();
  await expect(panel.getByText('All 3 generations are over', { exact: false })).toBeVisible();

  const genealogy = page.getByRole('region', { name: 'Genealogy' });
  const tree = genealogy.getByRole('tree');
  await tree.focus();
  await page.keyboard.press('End');
  await expect(genealogy.getByRole('treeitem')).toHaveAccessibleName(/^Team \d+, generation 3/);
  await genealogy.getByRole('button', { name: /^Genealogy as a table/ }).click();
  await expect(genealogy.getByRole('row')).toHaveCount(4);
  const fitness = page.getByRole('region', { name: 'Fitness of the teams' });
  await expect(fitness.getByRole('figure')).toBeVisible();

  await page.getByRole('button', { name: 'Keep the best team' }).click();
  const kept = page.getByRole('list', { name: 'Kept teams' });
  await expect(kept).toContainText('Small teams, digest');
  await kept.getByRole('button', { name: 'Use it in a row' }).click();
  const rows = page.getByRole('region', { name: 'Set-up' });
  await expect(rows.getByText('Small teams').first()).toBeVisible();
});
