import { useCallback, useMemo } from 'react';
import { Damage } from '#archive/damage.ts';
import type { RunCurve } from '#store/compare/run-curve.ts';
import type { Library } from '#store/library/library.ts';
import { curveOf, type KeptResult, resultsOf } from '#store/library/results.ts';
import { useLabState } from '../shell/lab-context.ts';
import { useAnswer } from './library-context.ts';

export interface Result {
  readonly kept: KeptResult;
  /** Null where this page cannot read the link any more, and of a run of the strategy lab. */
  readonly curve: RunCurve | null;
}

/** The results of links that this browser keeps, the newest first. */
export function useResults(): readonly Result[] {
  const catalog = useLabState((state) => state.catalog);
  const answer = useAnswer(useCallback((library: Library) => resultsOf(library).list(), []));
  return useMemo(() => {
    if (!catalog || answer.kind !== 'there') return [];
    return answer.value.items
      .toSorted((a, b) => b.keptAt - a.keptAt)
      .map((kept) => {
        if (kept.strategy) return { kept, curve: null };
        try {
          return { kept, curve: curveOf(kept, catalog) };
        } catch (error) {
          if (!(error instanceof Damage)) throw error;
          return { kept, curve: null };
        }
      });
  }, [catalog, answer]);
}
