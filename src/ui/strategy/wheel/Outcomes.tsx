import { useMemo } from 'react';
import { percent } from '#core/percent.ts';
import { shortNumber } from '#core/short-number.ts';
import { signed } from '#core/signed.ts';
import { REWARD_TERMS } from '#core/strategy/reward-settings.ts';
import type { SeatEntry } from '#core/strategy/strategy-catalog.ts';
import { type HandOutcome, handOutcomes } from '#store/strategy/hand-outcomes.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { listWords, TERM_WORDS } from '../charts/words.ts';
import { choiceLabel } from '../lanes/lane-view.ts';
import type { ShownRun } from '../shown-run.ts';
import { useStrategyState } from '../strategy-context.ts';
import styles from './Wheel.module.css';

const NONE = [] as const;

/** Outcomes of the intervals that a person chose for: the last one in words, all as a table. */
export function Outcomes({ shown }: { readonly shown: ShownRun }) {
  const seats = useStrategyState(({ catalog }) => catalog?.seats ?? NONE);
  const { config, intervals } = shown;
  const found = useMemo(
    () =>
      config.rows
        .flatMap(({ name, hand }, row) =>
          handOutcomes(row, hand, intervals).map((outcome) => ({ name, outcome })),
        )
        .sort((a, b) => a.outcome.interval - b.outcome.interval),
    [config, intervals],
  );
  const last = found.at(-1);
  if (!last) return null;
  return (
    <div className={styles['outcomes']}>
      <p className={styles['text']}>
        <strong>What came of it.</strong> {outcomeWords(last.name, last.outcome, seats)} One
        interval says little: what pays at once may cost later.
      </p>
      <DataTable
        caption="What came of what was chosen by hand"
        head={[
          'Interval',
          'Classifier',
          'By hand',
          'mAP before',
          'mAP after',
          'Change',
          'Tail AP',
          'Reward',
          ...REWARD_TERMS.map((term) => TERM_WORDS[term]),
        ]}
        rows={found.map(({ name, outcome }) => ({
          key: `${outcome.interval} ${name}`,
          cells: [
            String(outcome.interval + 1),
            name,
            chosenWords(outcome, seats),
            percent(outcome.before),
            percent(outcome.after),
            changeWords(outcome),
            percent(outcome.tail),
            rewardCell(outcome.reward?.total),
            ...REWARD_TERMS.map((term) => rewardCell(outcome.reward?.parts[term])),
          ],
        }))}
      />
    </div>
  );
}

const rewardCell = (value: number | undefined): string =>
  value === undefined ? '–' : shortNumber(value);

const chosenWords = ({ chosen }: HandOutcome, seats: readonly SeatEntry[]): string =>
  seats
    .flatMap((seat) => {
      const choice = chosen[seat.id];
      return choice === undefined ? [] : [choiceLabel(seat, choice)];
    })
    .join(', ');

/** Words such as '+1.8'; '–' where one is undefined. */
function changeWords({ before, after }: HandOutcome): string {
  if (before === null || after === null) return '–';
  const points = 100 * (after - before);
  return `${points > 0 ? '+' : ''}${signed(points, (size) => size.toFixed(1))}`;
}

function outcomeWords(name: string, outcome: HandOutcome, seats: readonly SeatEntry[]): string {
  const { interval, before, after, reward } = outcome;
  const from = before === null ? '' : ` from ${percent(before)}`;
  const change = before === null ? '' : ` (${changeWords(outcome)} points)`;
  const terms = REWARD_TERMS.filter((term) => reward && reward.parts[term] !== 0).map(
    (term) => `${TERM_WORDS[term]} ${shortNumber(reward?.parts[term] ?? 0)}`,
  );
  const told = reward
    ? ` The reward is ${shortNumber(reward.total)}${terms.length > 0 ? `: ${listWords(terms)}` : ''}.`
    : '';
  return `In interval ${interval + 1} ${name} trained under ${chosenWords(outcome, seats)} by your hand, and its mAP went${from} to ${percent(after)}${change}.${told}`;
}
