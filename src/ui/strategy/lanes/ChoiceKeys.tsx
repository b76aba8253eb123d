import type { SeatEntry } from '#core/strategy/strategy-catalog.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import type { IntervalEvent } from '#protocol/strategy-run-events.ts';
import { choiceColour } from './choice-colours.ts';
import styles from './Rows.module.css';

/** Key to the colours of the lanes, seat by seat in the order of the lanes; only choices that occur. */
export function ChoiceKeys({
  seats,
  config,
  intervals,
}: {
  readonly seats: readonly SeatEntry[];
  readonly config: StrategyConfig;
  readonly intervals: readonly IntervalEvent[];
}) {
  return (
    <dl className={styles['keys']}>
      {seats.map((seat) => {
        const used = usedIn(seat, config, intervals);
        return (
          <div key={seat.id}>
            <dt title={seat.explanation}>{seat.label}</dt>
            {seat.choices.map(
              (choice, index) =>
                used.has(choice.id) && (
                  <dd key={choice.id} title={choice.source}>
                    <i style={{ background: choiceColour(index) }} aria-hidden="true" />
                    {choice.label}
                  </dd>
                ),
            )}
          </div>
        );
      })}
    </dl>
  );
}

function usedIn(
  { id }: SeatEntry,
  { rows }: StrategyConfig,
  intervals: readonly IntervalEvent[],
): ReadonlySet<string> {
  const drawn = rows.flatMap(({ steering }) =>
    steering.kind === 'drawn' ? steering.lanes[id].map(({ choice }) => choice) : [],
  );
  const chosen = intervals.flatMap((event) => event.rows.map(({ choices }) => choices[id]));
  return new Set([...drawn, ...chosen]);
}
