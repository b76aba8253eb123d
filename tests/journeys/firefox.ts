import puppeteer from 'puppeteer-core';
import { FIREFOX, requireBrowser } from '../setup/browsers.mjs';

/** A run as Firefox saw it. */
export interface FirefoxRun {
  readonly isolated: boolean;
  readonly hasSharedMemory: boolean;
  readonly hash: string;
}

/** A page of Firefox. */
export interface FirefoxPage {
  /** Opens a link, starts the run it holds, and waits for its hash. */
  run(url: string, timeoutMs: number): Promise<FirefoxRun>;
  /** Opens a link to the strategy lab that holds a result, verifies it, and returns how it compares, in words. */
  verifyStrategy(url: string, timeoutMs: number): Promise<string>;
  close(): Promise<void>;
}

/**
 * Runs in the page: presses Play, or Run it where a run that takes this machine long waits for that, unless it has begun;
 * says whether it has.
 */
function beginRun(): boolean {
  if (document.querySelector('[data-testid="run-hash"]')) return true;
  const buttons = [...document.querySelectorAll('button')].filter((button) => !button.disabled);
  const named = (name: string) => buttons.find((button) => button.textContent?.trim() === name);
  if (named('Pause')) return true;
  (named('Run it') ?? named('Play'))?.click();
  return false;
}

/** Runs in the page: whether a run of the strategy lab is over. */
function hasEnded(): boolean {
  return [...document.querySelectorAll('button')].some(
    (button) => button.textContent?.trim() === 'Run again',
  );
}

/** Firefox without a window, driven over WebDriver BiDi. */
export async function openFirefox(): Promise<FirefoxPage> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: requireBrowser(FIREFOX),
    headless: true,
    protocolTimeout: 300_000,
  });
  const page = await browser.newPage();
  await page.evaluateOnNewDocument(() => {
    if (location.protocol.startsWith('http')) localStorage.setItem('pace', 'max');
  });
  return {
    async run(url, timeoutMs) {
      await page.goto('about:blank'); // each link as whoever comes for the first time meets it
      await page.goto(url, { waitUntil: 'load' });
      const seen = await page.evaluate(() => ({
        isolated: globalThis.crossOriginIsolated,
        hasSharedMemory: typeof SharedArrayBuffer === 'function',
      }));
      await page.waitForFunction(beginRun, { polling: 200, timeout: 120_000 });
      const hash = await page.waitForSelector('[data-testid="run-hash"]', { timeout: timeoutMs });
      const text = (await hash?.evaluate((element) => element.textContent)) ?? '';
      return { ...seen, hash: text.trim() };
    },
    async verifyStrategy(url, timeoutMs) {
      await page.goto('about:blank');
      await page.goto(url, { waitUntil: 'load' });
      const verify = await page.waitForSelector('::-p-aria(Verify[role="button"])');
      await verify?.click();
      await page.waitForFunction(hasEnded, { polling: 200, timeout: timeoutMs });
      const words = await page.$('[aria-label="The sender’s result"] [role="status"]');
      return (await words?.evaluate((element) => element.textContent)) ?? '';
    },
    close: () => browser.close(),
  };
}
