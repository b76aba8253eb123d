import type { Browser, Page } from '@playwright/test';

/** Measurements of a page while a person would use it. Set up before the page loads. */

interface Watched {
  /** Tasks of the main thread over 50 ms: when they began and how long they took, ms. */
  readonly longTasks: { readonly start: number; readonly duration: number }[];
  /** Milliseconds from the page's load event until a canvas showed a second picture; null: not yet. */
  movedAfter: number | null;
}

declare global {
  interface Window {
    watched: Watched;
  }
}

export async function watchPage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const watched: Watched = { longTasks: [], movedAfter: null };
    window.watched = watched;
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) {
        watched.longTasks.push({ start: startTime, duration });
      }
    }).observe({ type: 'longtask', buffered: true });

    const pictures = new WeakMap<HTMLCanvasElement, string>();
    const look = (): void => {
      for (const canvas of document.querySelectorAll('canvas')) {
        if (canvas.width === 0 || canvas.height === 0) continue;
        const picture = canvas.toDataURL('image/webp', 0.1);
        const before = pictures.get(canvas);
        pictures.set(canvas, picture);
        if (before !== undefined && before !== picture) {
          const [navigation] = performance.getEntriesByType('navigation');
          const loaded =
            (navigation as PerformanceNavigationTiming | undefined)?.loadEventStart ?? 0;
          watched.movedAfter = Math.max(0, performance.now() - loaded);
          return;
        }
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

export const movedAfter = (page: Page): Promise<number> =>
  page
    .waitForFunction(() => window.watched.movedAfter, null, { polling: 50 })
    .then((handle) => handle.jsonValue() as Promise<number>);

/** Milliseconds of each long task from now on, for as long as `during` lasts. */
export async function longTasks(page: Page, during: () => Promise<unknown>): Promise<number[]> {
  const from = await page.evaluate(() => performance.now());
  await during();
  return page.evaluate(
    (start) =>
      window.watched.longTasks
        .filter((task) => task.start >= start)
        .map((task) => Math.round(task.duration)),
    from,
  );
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Time that the thread computed, µs. */
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** Milliseconds that each task of the page's main thread computed, waiting for a core left out. */
export async function computedTasks(
  browser: Browser,
  page: Page,
  during: () => Promise<unknown>,
): Promise<number[]> {
  await browser.startTracing(page, { categories: ['toplevel'] });
  await during();
  const trace = JSON.parse((await browser.stopTracing()).toString());
  const events: readonly TraceEvent[] = trace.traceEvents;
  const mains = events.filter(
    ({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain',
  );
  return events
    .filter(
      ({ name, pid, tid }) =>
        name === 'ThreadControllerImpl::RunTask' &&
        mains.some((main) => main.pid === pid && main.tid === tid),
    )
    .map(({ tdur = 0 }) => tdur / 1000);
}
