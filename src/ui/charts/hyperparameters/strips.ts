import type { AlgorithmDeclaration, HyperparameterDeclaration } from '#core/algorithm.ts';
import type { RunConfig } from '#core/run-config.ts';
import { hyperparameterExtents, type ValueScale, valueScale } from '#store/history/density.ts';
import type { History } from '#store/history/history.ts';
import { MARGIN } from '../plot-area.ts';

export const STRIP = 52; // px
export const TITLE = 22; // px above each strip

/** A hyperparameter that evolves, and where its strip lies. */
export interface Strip {
  readonly declared: HyperparameterDeclaration;
  readonly index: number;
  readonly scale: ValueScale;
  readonly top: number;
}

/** A strip for each hyperparameter that evolves. */
export function stripsOf(
  history: History,
  algorithm: AlgorithmDeclaration | undefined,
  config: RunConfig | null,
): readonly Strip[] {
  const extents = hyperparameterExtents(history);
  const strips = (algorithm?.hyperparameters ?? []).flatMap((declared, index) => {
    const range = config?.hyperparameters[declared.name];
    const seen = extents[index];
    if (!range?.evolves || !seen) return [];
    const [low, high] = [Math.min(range.min, seen.low), Math.max(range.max, seen.high)];
    return [{ declared, index, scale: valueScale(low, high, declared.scale) }];
  });
  return strips.map((strip, i) => ({ ...strip, top: MARGIN.top + i * (STRIP + TITLE) }));
}
