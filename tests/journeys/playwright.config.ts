import { defineConfig } from '@playwright/test';
import { CHROMIUM, CHROMIUM_FLAGS, requireBrowser } from '../setup/browsers.mjs';

/** The page of a person who has chosen to run as fast as it goes: else a run goes so slowly that it can be followed. */
const fullSpeed = (url: string) => ({
  cookies: [],
  origins:
    url === ''
      ? []
      : [{ origin: new URL(url).origin, localStorage: [{ name: 'pace', value: 'max' }] }],
});

/** Runs in the built page, as a person would use it. `serve-page.ts` serves it and names its address. */
export default defineConfig({
  globalSetup: './serve-page.ts',
  outputDir: '../../test-results/journeys',
  forbidOnly: true,
  fullyParallel: true, // else the longest file keeps one worker busy while the other has nothing left
  workers: 2, // `npm test` gives those that measure (@measured) the machine alone
  timeout: 240_000, // a machine may be slow: how fast the page is, those say that measure
  expect: { timeout: 30_000 },
  use: {
    actionTimeout: 60_000, // an absent element is reported as such, not as a test that took too long
    baseURL: process.env['PAGE_URL'] ?? '',
    storageState: fullSpeed(process.env['PAGE_URL'] ?? ''),
    browserName: 'chromium',
    launchOptions: {
      executablePath: requireBrowser(CHROMIUM),
      args: CHROMIUM_FLAGS,
    },
    screenshot: 'only-on-failure',
    trace: 'on-first-retry', // recorded all along, it takes two fifths of a journey's processor time
  },
  projects: [
    { name: 'wide', grepInvert: /@finger/, use: { viewport: { width: 1440, height: 900 } } },
    {
      name: 'narrow',
      grep: /@narrow/,
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
  ],
});
