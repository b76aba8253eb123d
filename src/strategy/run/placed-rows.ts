import type { Choices } from '#core/strategy/seats.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import { CLOCK_AT_START } from '../recipes/optimizer-coefficients.ts';
import { trainingFrom } from '../search/row-copy.ts';
import type { Placement, RowSearch } from '../search/row-search.ts';
import { type RowTraining, underChoices } from './row-training.ts';

/** Rows before an interval; none before the first. */
interface Standing {
  readonly training: StrategyConfig['training'];
  readonly searches: readonly RowSearch[];
  readonly rows: readonly RowTraining[];
  readonly step: number;
}

/** Rows as they go into an interval, under what was decided. */
export function placedRows(
  standing: Standing,
  decided: readonly Choices[],
  placements: ReadonlyMap<number, Placement>,
): readonly RowTraining[] {
  const { rows, step } = standing;
  return decided.map((choices, at) => {
    const takes = placements.get(at)?.takes ?? null;
    const row = rows[at];
    if (takes === 'first' || row === undefined) return freshRow(standing, choices, at);
    return underChoices(takes ? trainingFrom(takes, step) : row, choices, step);
  });
}

/** A classifier that begins; a search's has a progress of its own. */
function freshRow(
  { training, searches, step }: Standing,
  choices: Choices,
  row: number,
): RowTraining {
  const { steps, interval, ramp } = training;
  const horizon = searches.find((search) => search.rows.includes(row))?.horizon;
  return {
    ...{ choices, before: choices, switchedAt: step - ramp },
    clock: CLOCK_AT_START,
    ...(horizon !== undefined && {
      own: { begunAt: step, horizon: Math.min(steps, horizon * interval) },
    }),
    diverged: false,
  };
}
