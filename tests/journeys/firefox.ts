import puppeteer, { type Browser } from 'puppeteer-core';
import { FIREFOX, requireBrowser } from '../setup/browsers.mjs';

/** A run as Firefox saw it. */
export interface FirefoxRun {
  readonly version: string;
  readonly isolated: boolean;
  readonly hasSharedMemory: boolean;
  readonly hash: string;
}

/** Firefox without a window, driven over WebDriver BiDi. */
const launch = (): Promise<Browser> =>
  puppeteer.launch({
    browser: 'firefox',
    executablePath: requireBrowser(FIREFOX),
    headless: true,
    protocolTimeout: 240_000,
  });

/** Runs in the page: presses Play, unless the run has begun by itself; says whether it has. */
function beginRun(): boolean {
  if (document.querySelector('[data-testid="run-hash"]')) return true;
  const buttons = [...document.querySelectorAll('button')].filter((button) => !button.disabled);
  const named = (name: string) => buttons.find((button) => button.textContent?.trim() === name);
  if (named('Pause')) return true;
  named('Play')?.click();
  return false;
}

/** Opens a link in Firefox, starts the run it holds, and waits for its hash. */
export async function hashInFirefox(url: string, timeoutMs = 180_000): Promise<FirefoxRun> {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(url, { waitUntil: 'load' });
    const seen = await page.evaluate(() => ({
      isolated: globalThis.crossOriginIsolated,
      hasSharedMemory: typeof SharedArrayBuffer === 'function',
    }));
    await page.waitForFunction(beginRun, { polling: 200, timeout: 30_000 });
    const hash = await page.waitForSelector('[data-testid="run-hash"]', { timeout: timeoutMs });
    const text = (await hash?.evaluate((element) => element.textContent)) ?? '';
    return { version: await browser.version(), ...seen, hash: text.trim() };
  } finally {
    await browser.close();
  }
}
