import { expect, type Locator, type Page } from '@playwright/test';

/** The lab as a person finds it: by roles and names. */
export class Lab {
  readonly play: Locator;
  readonly pause: Locator;
  /** Hash of the finished run. */
  readonly hash: Locator;
  readonly notices: Locator;
  /** Words on a run that a link has set up. */
  readonly waits: Locator;
  readonly #page: Page;
  readonly #transport: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#transport = page.getByRole('region', { name: 'Transport' });
    this.play = this.#transport.getByRole('button', { name: 'Play', exact: true });
    this.pause = this.#transport.getByRole('button', { name: 'Pause', exact: true });
    this.hash = page.getByTestId('run-hash');
    this.notices = page.getByRole('alert');
    this.waits = page.getByRole('status').filter({ hasText: 'A run is set up by the link.' });
  }

  /** Opens a link ('#/evolve?…', or whole). */
  async open(link = '#/evolve'): Promise<void> {
    await this.#page.goto(link.startsWith('http') ? link : `./${link}`);
    await this.#page.evaluate(() => new Promise((heard) => setTimeout(heard))); // the page hears of a new address in a task
    await expect(this.#transport).toBeVisible();
  }

  /**
   * Opens a link whose run then goes at the world's own speed, 50 steps a second, from its first step on: there is time
   * to do something while it is under way, on fast machines too, and it leaves the machine to others.
   */
  async openSlowly(link: string): Promise<void> {
    await this.#page.addInitScript(() => {
      if (sessionStorage.getItem('opened')) return; // a pace that is chosen later outlives a reload
      sessionStorage.setItem('opened', 'slowly');
      localStorage.setItem('pace', '1');
    });
    await this.open(link);
  }

  /** Starts what is set up, unless it goes on after a reload or has ended. */
  async start(): Promise<void> {
    const underWay = this.pause.or(this.hash).first();
    await expect(this.play.or(underWay).first()).toBeEnabled();
    await expect(this.#transport).toHaveAttribute('aria-busy', 'false'); // the run that was left has been found
    if (await this.waits.isVisible()) {
      await this.waits.getByRole('button', { name: 'Run it' }).click();
      await expect(this.waits).toBeHidden();
    } else if (!(await underWay.isVisible())) await this.play.click();
    await expect(underWay).toBeVisible();
  }

  async choosePace(pace: '1×' | 'Guided' | '8×' | 'Max'): Promise<void> {
    const speed = this.#page
      .getByRole('group', { name: 'Speed', exact: true })
      .getByRole('radio', { name: pace });
    const part = (name: string) =>
      this.#page
        .getByRole('navigation', { name: 'Parts of the lab' })
        .getByRole('button', { name, exact: true });
    const isNarrow = !(await speed.isVisible());
    if (isNarrow) await part('Setup').click();
    await speed.check();
    if (isNarrow) await part('Watch').click();
  }

  /** Steps to the end of the generation, from the beginning if nothing has run, and waits until it is there. */
  async step(): Promise<void> {
    const before = await this.generation();
    await this.#transport
      .getByRole('button', { name: 'Step to the end of the generation' })
      .click();
    await this.reachGeneration(before + 1);
    await expect(this.play.or(this.hash).first()).toBeVisible();
  }

  /** Generations done, as the page says. */
  async generation(): Promise<number> {
    const text = (await this.#transport.textContent()) ?? '';
    const [, generation] = /gen\s*(\d+)/.exec(text) ?? [];
    if (generation === undefined) throw new Error(`the transport says no generation: '${text}'`);
    return Number(generation);
  }

  /** Waits until the library has a checkpoint of a run: a run left before that is begun again. */
  async isKept(generation = 1): Promise<void> {
    const kept = () =>
      this.#page.evaluate(
        () =>
          new Promise<number>((resolve, reject) => {
            const opening = indexedDB.open('evolution-playground');
            opening.onerror = () => reject(opening.error);
            opening.onsuccess = () => {
              const database = opening.result;
              const listing = database.transaction('runs').objectStore('runs').getAll();
              listing.onerror = () => reject(listing.error);
              listing.onsuccess = () => {
                resolve(Math.max(0, ...listing.result.map(({ checkpoint }) => checkpoint ?? 0)));
                database.close();
              };
            };
          }),
      );
    await expect.poll(kept, { timeout: 120_000 }).toBeGreaterThanOrEqual(generation);
  }

  async reachGeneration(generation: number, timeout = 120_000): Promise<void> {
    await expect
      .poll(() => this.generation(), { timeout, intervals: [250] })
      .toBeGreaterThanOrEqual(generation);
  }
}
