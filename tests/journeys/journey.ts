import { type Browser, type BrowserContext, test as base, type Page } from '@playwright/test';

export * from '@playwright/test';

/** Errors of a page that no journey expects: of the console, of scripts, and of its Content-Security-Policy. */
function watchForErrors(context: BrowserContext, allowed: RegExp): string[] {
  const errors: string[] = [];
  const add = (error: string) => {
    if (!allowed.test(error)) errors.push(error);
  };
  context.on('console', (message) => {
    if (message.type() === 'error') add(`${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => add(String(error.error())));
  return errors;
}

/** A journey, which fails if its page says an error that is not allowed. */
export const test = base.extend<{
  /** Errors that belong to what is shown. */
  allowedErrors: RegExp;
  noErrors: undefined;
  /** A page in a browser of its own, with one more flag of the command line. */
  openBrowser: (flag: string) => Promise<Page>;
}>({
  allowedErrors: [/(?!)/, { option: true }],
  noErrors: [
    async ({ context, allowedErrors }, use) => {
      const errors = watchForErrors(context, allowedErrors);
      await use(undefined);
      base.expect(errors, 'errors that the page said').toEqual([]);
    },
    { auto: true },
  ],
  openBrowser: async ({ playwright, launchOptions, allowedErrors, viewport }, use) => {
    const opened: { readonly browser: Browser; readonly errors: readonly string[] }[] = [];
    await use(async (flag) => {
      const args = [...(launchOptions.args ?? []), flag];
      const browser = await playwright.chromium.launch({ ...launchOptions, args });
      const context = await browser.newContext({ viewport });
      opened.push({ browser, errors: watchForErrors(context, allowedErrors) });
      return context.newPage();
    });
    for (const { browser, errors } of opened) {
      await browser.close();
      base.expect(errors, 'errors that the page said').toEqual([]);
    }
  },
});
