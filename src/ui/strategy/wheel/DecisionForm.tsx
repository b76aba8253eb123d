import { useEffect, useRef, useState } from 'react';
import { type HandChoices, handIn } from '#core/strategy/hand.ts';
import { SEATS, type Seat, type Steering } from '#core/strategy/seats.ts';
import type { SeatEntry } from '#core/strategy/strategy-catalog.ts';
import { intervalsOf, type StrategyConfig } from '#core/strategy/strategy-config.ts';
import type { Deciding } from '#protocol/strategy-run-events.ts';
import { Button } from '../../parts/Button.tsx';
import { Segmented } from '../../parts/Segmented.tsx';
import setup from '../../setup/Setup.module.css';
import { GROUNDS } from '../decisions/grounds.tsx';
import { choiceLabel } from '../lanes/lane-view.ts';
import { useStrategy, useStrategyState } from '../strategy-context.ts';
import styles from './Wheel.module.css';

const NONE = [] as const;
/** The option that leaves a seat to the row's own steering. */
const LEFT = '';

type Chosen = Readonly<Record<number, Readonly<Record<Seat, string>>>>;

/** The decision that waits: of each row that is asked about four choices, and how long they are to stand. */
export function DecisionForm({
  deciding,
  config,
}: {
  readonly deciding: Deciding;
  readonly config: StrategyConfig;
}) {
  const lab = useStrategy();
  const ref = useRef<HTMLFormElement>(null);
  const { interval, rows } = deciding;
  const [chosen, setChosen] = useState<Chosen>(() => inForce(deciding, config));
  const [stays, setStays] = useState<'once' | 'stays'>('once');
  useEffect(() => {
    // A person at work elsewhere on the page is not called away.
    const { activeElement } = document;
    if (activeElement === document.body || activeElement === null)
      ref.current?.querySelector<HTMLElement>('select')?.focus();
  }, []);
  const goOn = () => {
    for (const { row } of rows) {
      const choices = choicesOf(chosen[row]);
      const isNothing = SEATS.every((seat) => choices[seat] === null);
      if (config.rows[row]?.hand || !isNothing) lab.choose(row, choices, stays === 'stays');
    }
    lab.play();
  };
  const giveBack = () => {
    for (const { row } of rows) {
      if (config.rows[row]?.hand) lab.choose(row, NOTHING, true);
      lab.ask(row, 'never');
    }
    lab.play();
  };
  return (
    <form
      ref={ref}
      aria-label={`Decision of interval ${interval + 1}`}
      className={styles['asking']}
      onSubmit={(event) => {
        event.preventDefault();
        goOn();
      }}
    >
      <p role="status" className={styles['text']}>
        <strong>
          Interval {interval + 1} of {intervalsOf(config.training)} is about to begin.
        </strong>{' '}
        What is to be in force in it?
      </p>
      {rows.map((each) => (
        <RowChoices
          key={each.row}
          config={config}
          deciding={each}
          chosen={chosen[each.row]}
          onChoose={(seat, choice) =>
            setChosen((before) => ({
              ...before,
              [each.row]: { ...before[each.row], [seat]: choice } as Record<Seat, string>,
            }))
          }
        />
      ))}
      <div className={styles['line']}>
        <Segmented
          label="How long it is to stand"
          name="wheel-stays"
          value={stays}
          options={[
            { value: 'once', label: 'For this interval' },
            { value: 'stays', label: 'Until I choose again' },
          ]}
          onChange={setStays}
        />
        <Button type="submit" look="solid">
          Go on
        </Button>
        <Button onClick={giveBack}>Give the wheel back</Button>
      </div>
    </form>
  );
}

function RowChoices({
  config,
  deciding: { row, choices, reasons },
  chosen,
  onChoose,
}: {
  readonly config: StrategyConfig;
  readonly deciding: Deciding['rows'][number];
  readonly chosen: Readonly<Record<Seat, string>> | undefined;
  readonly onChoose: (seat: Seat, choice: string) => void;
}) {
  const seats = useStrategyState(({ catalog }) => catalog?.seats ?? NONE);
  const each = config.rows[row];
  if (!each) return null;
  const { steering } = each;
  const team = steering.kind === 'team' ? steering.team : null;
  const options = config.teams.find(({ name }) => name === team)?.options;
  return (
    <fieldset className={styles['row']}>
      <legend>
        {row + 1} {each.name}
      </legend>
      {seats.map((seat) => {
        const ground = reasons?.[seat.id].ground;
        const why = ground ? ` (${GROUNDS[ground].short})` : '';
        return (
          <label key={seat.id}>
            <span>{seat.label}</span>
            <select
              className={setup['input']}
              value={chosen?.[seat.id] ?? LEFT}
              onChange={(event) => onChoose(seat.id, event.target.value)}
            >
              <option value={LEFT}>
                {leaveWords(steering)}: {choiceLabel(seat, choices[seat.id])}
                {why}
              </option>
              {offered(seat, options?.[seat.id]).map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </select>
          </label>
        );
      })}
    </fieldset>
  );
}

/** Names the choice to leave a seat to the row's own steering. */
function leaveWords({ kind }: Steering): string {
  if (kind === 'team') return 'Leave it to the agent';
  return kind === 'search' ? 'Leave it to the search' : 'Leave it';
}

const offered = ({ choices }: SeatEntry, among: readonly string[] | undefined) =>
  choices.filter(({ id }) => among === undefined || among.includes(id));

const NOTHING: HandChoices = { augmentation: null, optimizer: null, schedule: null, loss: null };

/** Choices that a person has already made for the interval. */
const inForce = ({ interval, rows }: Deciding, config: StrategyConfig): Chosen =>
  Object.fromEntries(
    rows.map(({ row }) => {
      const hand = handIn(config.rows[row]?.hand, interval);
      const entries = SEATS.map((seat) => [seat, hand[seat] ?? LEFT]);
      return [row, Object.fromEntries(entries) as Record<Seat, string>];
    }),
  );

const choicesOf = (chosen: Readonly<Record<Seat, string>> | undefined): HandChoices =>
  Object.fromEntries(
    SEATS.map((seat) => [seat, chosen?.[seat] === LEFT ? null : (chosen?.[seat] ?? null)]),
  );
