import { useCallback, useMemo } from 'react';
import { type Keeping, strategiesOf } from '#store/strategy/kept-runs.ts';
import { type NamedOutcome, outcomeOfRun } from '#store/strategy/outcomes.ts';
import { useAnswer } from '../library/library-context.ts';
import type { Result } from '../library/use-results.ts';

/** Lists the outcomes of strategy runs that were tested, kept here or known by a link; the newest of each first. */
export function useStrategyOutcomes(results: readonly Result[]): readonly NamedOutcome[] {
  const answer = useAnswer(useCallback((library: Keeping) => strategiesOf(library).shown(), []));
  return useMemo(() => {
    const runs = answer.kind === 'there' ? answer.value.items : [];
    const linked = results.flatMap(({ kept: { id, name, strategy } }): NamedOutcome[] =>
      strategy ? [{ ...strategy, id, title: name || `A result · seed ${strategy.seed}` }] : [],
    );
    return [...runs.flatMap((record) => outcomeOfRun(record) ?? []), ...linked];
  }, [answer, results]);
}
