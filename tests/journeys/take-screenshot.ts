import { chromium } from '@playwright/test';
import { buildKernels, buildPage, DIST } from '../../src/cli/prepare.mjs';
import { serve } from '../../src/cli/server.mjs';
import { CHROMIUM, CHROMIUM_FLAGS, requireBrowser } from '../setup/browsers.mjs';
import { Lab } from './lab.ts';
import { linkTo } from './links.ts';

/** Takes the picture that the README shows: `npx tsx tests/journeys/take-screenshot.ts`. */

const PICTURE = new URL('../../public/screenshot.png', import.meta.url).pathname;
/** Paused after so many generations, the run looks the same each time. */
const GENERATIONS = 44;

buildKernels();
buildPage();
const server = await serve({ folder: DIST, port: 0 });
const browser = await chromium.launch({
  executablePath: requireBrowser(CHROMIUM),
  args: CHROMIUM_FLAGS,
});
try {
  const context = await browser.newContext({
    baseURL: server.url,
    viewport: { width: 1440, height: 1340 },
    colorScheme: 'light',
  });
  await context.addInitScript(() => localStorage.setItem('pace', 'max'));
  const page = await context.newPage();
  const lab = new Lab(page);
  await lab.open(
    linkTo('cartpole-dqn', (config) => ({
      ...config,
      populationSize: 16,
      generations: 80,
      training: { ...config.training, stepsPerGeneration: 512 },
      evaluation: { ...config.evaluation, episodes: 5 },
      target: { ...config.target, enabled: false },
    })),
  );
  await lab.start();
  await lab.reachGeneration(GENERATIONS);
  await lab.pause.click();
  await page.waitForTimeout(1500); // the agent on the stage gets under way
  await page.screenshot({ path: PICTURE });
} finally {
  await browser.close();
  await server.close();
}
