import { COMMITTED } from '../reference/committed-runs.ts';
import { openFirefox } from './firefox.ts';
import { expect, test } from './journey.ts';
import { Lab } from './lab.ts';
import { committed } from './links.ts';
import { committedStrategies } from './strategy.ts';

const RUNS = Object.keys(COMMITTED).map((preset) => ({ preset, ...committed(preset) }));

/**
 * One of each kind of training. Chromium computes as Node does, where every preset is held; this adds the page: the
 * link, the worker, its threads.
 */
const KINDS = [
  'cartpole-dqn',
  'cartpole-ppo',
  'pendulum-td3',
  'speaker-listener-matd3',
  'connect-four-dqn',
];

/** Longest time that one of them may take, ms. */
const COMPUTED = 240_000;

test.setTimeout(900_000);
// Bits are held here: little is drawn beside them.
test.use({ viewport: { width: 800, height: 600 }, contextOptions: { reducedMotion: 'reduce' } });

test('there are hashes to compare with', () => {
  expect(RUNS.length).toBeGreaterThanOrEqual(6);
  expect(RUNS.map(({ preset }) => preset)).toEqual(expect.arrayContaining(KINDS));
});

test('a preset of each kind of training has the committed hash in Chromium', async ({ page }) => {
  const lab = new Lab(page);
  for (const { preset, link, hash } of RUNS.filter((run) => KINDS.includes(run.preset)))
    await test.step(preset, async () => {
      await page.goto('about:blank');
      await lab.open(link);
      await lab.start();
      await expect.soft(lab.hash, preset).toBeVisible({ timeout: COMPUTED });
      await expect.soft(lab.hash, preset).toHaveText(hash);
    });
});

test('every preset has the committed hash in Firefox', async ({ baseURL }) => {
  const firefox = await openFirefox();
  try {
    for (const { preset, link, hash } of RUNS)
      await test.step(preset, async () => {
        expect
          .soft(await firefox.run(`${baseURL}${link}`, COMPUTED), preset)
          .toMatchObject({ isolated: true, hasSharedMemory: true, hash });
      });
  } finally {
    await firefox.close();
  }
});

test('every run of the strategy lab is verified, bit for bit, in Firefox', async ({ baseURL }) => {
  const strategies = await committedStrategies();
  expect(strategies.length).toBeGreaterThanOrEqual(3);
  const firefox = await openFirefox();
  try {
    for (const { name, link, intervals } of strategies)
      await test.step(name, async () => {
        expect
          .soft(await firefox.verifyStrategy(`${baseURL}${link}`, COMPUTED), name)
          .toContain(`Identical, bit for bit, in all ${intervals} intervals.`);
      });
  } finally {
    await firefox.close();
  }
});
