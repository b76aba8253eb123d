import { useEffect, useId, useRef } from 'react';
import type { Steering } from '#core/strategy/seats.ts';
import type { SeatEntry } from '#core/strategy/strategy-catalog.ts';
import { readNumber } from '#store/set-up/typed-number.ts';
import { withoutTurn, withTurn } from '#store/strategy/lanes.ts';
import { withRow } from '#store/strategy/rows.ts';
import { Button } from '../../parts/Button.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { TextField } from '../../setup/TextField.tsx';
import { useStrategy } from '../strategy-context.ts';
import { choiceColour } from './choice-colours.ts';
import type { LanePlace } from './lane-place.ts';
import styles from './Rows.module.css';

/** Editor of the choice from an interval of a lane on: each choice a button. Escape closes it. */
export function PlaceEditor({
  row,
  at,
  steering,
  seat,
  place,
  total,
  choice,
  onPlace,
}: {
  /** Its name. */
  readonly row: string;
  readonly at: number;
  readonly steering: Extract<Steering, { readonly kind: 'drawn' }>;
  readonly seat: SeatEntry;
  readonly place: LanePlace;
  readonly total: number;
  /** Choice that holds there now. */
  readonly choice: string;
  readonly onPlace: (place: LanePlace | null) => void;
}) {
  const lab = useStrategy();
  const id = useId();
  const ref = useRef<HTMLDivElement>(null);
  const lane = steering.lanes[seat.id];
  const turn = lane.findIndex(({ from }) => from === place.interval);
  const set = (next: typeof lane) =>
    lab.change(`lane ${at} ${seat.id}`, (config) =>
      withRow(config, at, {
        steering: { ...steering, lanes: { ...steering.lanes, [seat.id]: next } },
      }),
    );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus comes here when another place is chosen.
  useEffect(() => {
    ref.current?.querySelector<HTMLElement>('[aria-pressed=true]')?.focus();
  }, [place.interval, place.seat]);
  const close = () => {
    const lanes = ref.current?.closest('section')?.querySelectorAll<HTMLElement>('[data-lane]');
    const own = Array.from(lanes ?? []).find((each) => each.dataset['lane'] === `${at} ${seat.id}`);
    own?.querySelector<HTMLElement>('[data-piece]')?.focus();
    onPlace(null);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a line in every browser.
    <div
      ref={ref}
      role="group"
      aria-label={`${seat.label} of ${row}, from interval ${place.interval + 1} on`}
      className={styles['editor']}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        close();
      }}
    >
      <div className={styles['where']}>
        <label htmlFor={id}>{seat.label} from interval</label>
        <TextField
          id={id}
          text={String(place.interval + 1)}
          invalid={false}
          inputMode="numeric"
          read={(text) => readNumber(text, true)}
          onCommit={(to) => {
            if (typeof to === 'number')
              onPlace({ ...place, interval: Math.max(0, Math.min(total - 1, Math.round(to) - 1)) });
          }}
        />
        <span>on:</span>
        <Button square aria-label="Close" title="Close (Esc)" onClick={close}>
          <Icon name="close" />
        </Button>
      </div>
      <div className={styles['chips']}>
        {seat.choices.map((each, index) => (
          <button
            key={each.id}
            type="button"
            title={each.source}
            aria-pressed={each.id === choice}
            style={{ background: choiceColour(index) }}
            onClick={() => set(withTurn(lane, place.interval, each.id))}
          >
            {each.label}
          </button>
        ))}
        {turn > 0 && (
          <Button look="outlined" onClick={() => set(withoutTurn(lane, turn))}>
            Take this switch out
          </Button>
        )}
      </div>
    </div>
  );
}
