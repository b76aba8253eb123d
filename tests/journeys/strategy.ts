import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import { encodeStrategyLink, presetOf } from '#protocol/strategy-link.ts';
import { strategyCatalog } from '#strategy/strategy-catalog.ts';
import { expect, type Locator, type Page } from './journey.ts';

const preset = presetOf(strategyCatalog(), 'shapes');
if (!preset) throw new Error('there is no preset of shapes');

/** A link to a run of few small images: three classifiers, eight intervals. */
export function strategyLink(
  change: (config: StrategyConfig) => StrategyConfig = (c) => c,
): string {
  const { config } = preset as NonNullable<typeof preset>;
  const small: StrategyConfig = {
    ...config,
    data: { ...config.data, size: 16, images: { train: 96, validation: 48, test: 48 } },
    training: { ...config.training, steps: 32, interval: 4, batch: 16, ramp: 2 },
  };
  return encodeStrategyLink(change(small), preset as NonNullable<typeof preset>);
}

/** The strategy lab as a person uses it. */
export class StrategyLab {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  get transport(): Locator {
    return this.page.getByRole('region', { name: 'Transport' });
  }

  button(name: string | RegExp): Locator {
    return this.transport.getByRole('button', { name });
  }

  /** Opens an address and waits for the engine. */
  async open(address = '#/strategy'): Promise<void> {
    await this.page.goto(address);
    await expect(this.button(/^Play|^Pause|^Run again/)).toBeEnabled();
  }

  row(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  /** Waits until so many intervals are over. */
  async reachInterval(interval: number): Promise<void> {
    await expect
      .poll(
        async () =>
          Number(/interval\s*(\d+)/.exec((await this.transport.textContent()) ?? '')?.[1] ?? 0),
        { timeout: 120_000 },
      )
      .toBeGreaterThanOrEqual(interval);
  }

  async finish(): Promise<void> {
    await expect(this.button('Run again')).toBeVisible({ timeout: 180_000 });
  }
}
