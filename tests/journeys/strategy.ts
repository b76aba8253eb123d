import { readFileSync } from 'node:fs';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import { makeStrategyDigest } from '#protocol/strategy-digest.ts';
import { encodeStrategyLink, presetOf } from '#protocol/strategy-link.ts';
import type { IntervalEvent } from '#protocol/strategy-run-events.ts';
import type { StrategyRun } from '#strategy/run/strategy-run.ts';
import { strategyCatalog } from '#strategy/strategy-catalog.ts';
import {
  openStrategy,
  SMALL_STRATEGY,
  SMALL_TEAMS,
  smallSearch,
} from '../engine/strategy/small-strategy.ts';
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

/** The same, with rows from one on steered by a team of agents that learns as it goes. */
export function withTeam(config: StrategyConfig, from: number, controller: string): StrategyConfig {
  const [team] = presetOf(strategyCatalog(), 'four-agents')?.config.teams ?? [];
  if (!team) throw new Error('there is no preset of four agents');
  const steering = { kind: 'team', team: 'Agents' } as const;
  return {
    ...config,
    teams: [{ ...team, name: 'Agents', controller }],
    rows: config.rows.map((row, at) =>
      at < from ? row : { name: at === from ? 'Steered' : `Steered ${at + 1}`, steering },
    ),
  };
}

/** Links to the runs whose hashes are committed, with the results that they have in Node. */
export async function committedStrategies() {
  const committed: Record<string, string> = JSON.parse(
    readFileSync(new URL('../reference/strategy-hashes.json', import.meta.url), 'utf8'),
  );
  const device = await createWasmDevice({ threads: 1 });
  const { engine } = strategyCatalog();
  const runs = [];
  const configs = { recipes: SMALL_STRATEGY, teams: SMALL_TEAMS, search: smallSearch('asha') };
  for (const [name, config] of Object.entries(configs)) {
    const run = await openStrategy(device, config);
    const { intervals, tests, hash } = await reportsOf(run);
    expect(hash, name).toBe(committed[name]);
    const finished = { reason: 'steps', tests, hash } as const;
    const digest = makeStrategyDigest(intervals, finished, { engine, device: 'wasm' });
    const link = encodeStrategyLink(config, preset as NonNullable<typeof preset>, digest);
    runs.push({ name, link, intervals: intervals.length });
    run.dispose();
  }
  device.dispose();
  return runs;
}

/** Collects a run's reports, interval by interval. */
async function reportsOf({ events, state }: StrategyRun) {
  const intervals: IntervalEvent[] = [];
  for (;;) {
    const { value, done } = await events.next();
    if (done) return { intervals, tests: value, hash: state.hash };
    if (value.kind === 'interval')
      intervals.push({ kind: 'interval', run: 0, ...value.report, elapsedMs: 0 });
  }
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
