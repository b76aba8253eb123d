import { useMemo, useState } from 'react';
import type { HyperparameterDeclaration } from '#core/algorithm.ts';
import { hyperparameterExtents, type ValueScale, valueScale } from '#store/density.ts';
import type { History } from '#store/history.ts';
import { useAlgorithm, useLabState } from '../../shell/lab-context.ts';
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
export function useStrips(history: History | null, version: number): readonly Strip[] {
  const algorithm = useAlgorithm();
  const ranges = useLabState((state) => state.config?.hyperparameters);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that the history has grown.
  const found = useMemo(() => {
    const extents = history ? hyperparameterExtents(history) : [];
    const strips = (algorithm?.hyperparameters ?? []).flatMap((declared, index) => {
      const range = ranges?.[declared.name];
      const seen = extents[index];
      if (!range?.evolves || !seen) return [];
      const [low, high] = [Math.min(range.min, seen.low), Math.max(range.max, seen.high)];
      return [{ declared, index, scale: valueScale(low, high, declared.scale) }];
    });
    return strips.map((strip, i) => ({ ...strip, top: MARGIN.top + i * (STRIP + TITLE) }));
  }, [history, version, algorithm, ranges]);
  // Equal strips stay the same, so that what depends on them is not drawn again.
  const [kept, setKept] = useState(found);
  const isSame = JSON.stringify(found) === JSON.stringify(kept);
  if (!isSame) setKept(found);
  return isSame ? kept : found;
}
