import type { Page } from '@playwright/test';

interface Seen {
  /** Sum of all layout shifts so far that no press, tap or key has caused. */
  shifts: number;
}

/** Has a page add up its layout shifts from its beginning on. To be called before it is opened. */
export const watchShifts = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const seen: Seen = { shifts: 0 };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, hadRecentInput } = entry as PerformanceEntry & {
          value: number;
          hadRecentInput: boolean;
        };
        if (!hadRecentInput) seen.shifts += value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });

/** Returns the layout shift since the page was opened. */
export const shiftsOf = (page: Page): Promise<number> =>
  page.evaluate(() => (window as unknown as { seen: Seen }).seen.shifts);
