import type { RowInterval, RowTest } from '#core/strategy/figures.ts';
import type { StrategyState } from './saved-state.ts';
import type { Planned } from './wheel.ts';

/**
 * 'decide' and 'learn' are of the teams and searches that steer; without any they do not come. In 'record' the weights of
 * an interval are read and hashed.
 */
export type StrategyPhase = 'decide' | 'train' | 'validate' | 'learn' | 'record' | 'test';

export type StrategyRunEvent =
  | { readonly kind: 'phase'; readonly phase: StrategyPhase }
  /** Work was done; `done` is the share of the phase. In 'train' it comes once for each update. */
  | { readonly kind: 'tick'; readonly phase: StrategyPhase; readonly done: number }
  | { readonly kind: 'interval'; readonly report: IntervalReport }
  /**
   * An interval is about to be trained, by the choices of each row's own steering. A person may still choose otherwise.
   */
  | { readonly kind: 'decision'; readonly interval: number; readonly planned: readonly Planned[] }
  /** The next interval has not begun: `take`, called now, gives enough to go on from here. */
  | { readonly kind: 'checkpoint'; readonly take: () => Promise<StrategyState> };

export interface IntervalReport {
  readonly interval: number;
  readonly step: number;
  readonly images: number;
  readonly rows: readonly RowInterval[];
  readonly hash: string;
}

/** Tests of each row on the test images. */
export type Tests = readonly RowTest[];

/** Makes the shares that work yields ticks of a phase; returns what the work does. */
export async function* ticks<T>(
  phase: StrategyPhase,
  work: AsyncGenerator<number, T, void>,
): AsyncGenerator<StrategyRunEvent, T, void> {
  for (;;) {
    const { value, done } = await work.next();
    if (done) return value;
    yield { kind: 'tick', phase, done: value };
  }
}
