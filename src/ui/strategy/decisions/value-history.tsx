import { shortNumber } from '#core/short-number.ts';
import type { Seat } from '#core/strategy/seats.ts';
import { Keys, LineKey, MarkKey } from '../../charts/Key.tsx';
import { extentOf } from '../../charts/plot-area.ts';
import type { StrategyChart, StrategySource } from '../charts/source.ts';
import { afterWords } from '../charts/words.ts';
import { choiceLine } from '../lanes/choice-colours.ts';
import { BY_DECISION, type DecisionColumn, decisionTables } from './by-decision.ts';
import { seatDecision, shownSeat } from './decision.ts';
import {
  choiceIndex,
  choiceWord,
  decisionOf,
  emptyWords,
  type LookedAt,
  lookedAt,
  marginOf,
  seatEntry,
} from './looked-at.ts';
import { openDecision } from './opened.ts';
import { SeatChoice } from './SeatChoice.tsx';
import { ValueLines } from './ValueLines.tsx';
import { type ValueKind, valueKind } from './value-figures.ts';

const HEIGHT = 250; // px
const NOTHING = 'This agent has no opinion of its choices: it follows a plan.';

/** Chart of the value of each choice of one agent, decision by decision. */
export const VALUE_HISTORY: StrategyChart = {
  id: 'values',
  label: 'Q-values',
  describe(source) {
    const { seats, settings, narrow } = source;
    const seat = shownSeat(settings.strategySeat);
    const looked = lookedAt(source);
    const kind = looked && valueKind(looked, seat);
    const { label } = seatEntry(seats, seat);
    const options = looked?.team.options[seat] ?? [];
    const all = (looked && kind && seen(looked, seat, kind)) ?? [];
    const isChance = kind?.name === 'chance';
    return {
      title: `${isChance ? 'How likely choices were' : 'Q-values'}: ${label.toLowerCase()}`,
      summary: looked && kind ? summaryOf(source, looked, seat, kind) : '',
      empty: emptyWords(looked) ?? (kind ? null : NOTHING),
      howToRead: (
        <>
          A line is a choice: its Q-value is the reward that the agent expects, now and later, if it
          takes it. The highest line is what the agent holds to be best; a dot marks what was
          chosen, a ring where chance chose. Lines that draw apart say that the agent grows sure,
          lines that cross that it changes its mind. A faint band is how unsure it is, where it
          knows.
        </>
      ),
      ...decisionTables(`What each ${label.toLowerCase()} promised`, looked, (isWhole) =>
        columnsOf(source, options, seat, kind, isWhole),
      ),
      controls: <SeatChoice seats={seats} seat={seat} />,
      keys: (
        <Keys>
          {options.map((id) => (
            <LineKey
              key={id}
              width={2}
              {...choiceLine(choiceIndex(seats, seat, id))}
              words={choiceWord(seats, seat, id)}
            />
          ))}
          <MarkKey words="chosen">
            <circle cx={7} cy={7} r={3} fill="var(--text)" />
          </MarkKey>
          <MarkKey words="explored">
            <circle cx={7} cy={7} r={3} fill="var(--surface)" stroke="var(--text)" />
          </MarkKey>
        </Keys>
      ),
      picture: {
        label: `${isChance ? 'Chances' : 'Q-values'} of ${label.toLowerCase()} by interval`,
        height: HEIGHT,
        margin: { ...marginOf(narrow), top: 22 },
        extent: extentOf(all),
        name: isChance ? 'how likely' : 'Q-value, in rewards',
        ...BY_DECISION,
        over: (area) =>
          looked &&
          kind && <ValueLines looked={looked} seats={seats} seat={seat} kind={kind} area={area} />,
        figures: (interval) => {
          const decision = decisionOf(looked, interval);
          const values = decision && kind?.of(decision.steered.reasons[seat]);
          if (!decision || !values) return [[label, 'no opinion']];
          return options.map((id, at) => [
            choiceWord(seats, seat, id),
            `${shortNumber(values[at] ?? Number.NaN)}${decision.row.choices[seat] === id ? ', chosen' : ''}`,
          ]);
        },
        onChoose: (interval) => openDecision(interval, seat),
      },
    };
  },
};

const seen = ({ decisions }: LookedAt, seat: Seat, { of }: ValueKind): readonly number[] =>
  decisions.flatMap(({ steered }) => of(steered.reasons[seat]) ?? []);

/** Names the choice of the greatest value now, its lead over the second, and the one that led at first. */
function summaryOf(
  source: StrategySource,
  { decisions, team }: LookedAt,
  seat: Seat,
  kind: ValueKind,
): string {
  const own = decisions.filter(({ steered }) => kind.of(steered.reasons[seat]) !== null);
  const [first, last] = [own[0], own.at(-1)];
  if (!first || !last) return '';
  const bestOf = ({ steered }: typeof first): number => {
    const values = kind.of(steered.reasons[seat]) ?? [];
    return values.indexOf(Math.max(...values));
  };
  const word = (at: number) => choiceWord(source.seats, seat, team.options[seat][at] ?? '');
  const [then, now] = [bestOf(first), bestOf(last)];
  const value = kind.of(last.steered.reasons[seat])?.[now] ?? Number.NaN;
  const { margin } = seatDecision(last, seat, team.options);
  const above = margin === null ? '' : `, ${shortNumber(margin)} above the next`;
  const verb = kind.name === 'chance' ? 'is most likely' : 'promises most';
  const before = then === now ? ' It did at first, too.' : ` At first ${word(then)} did.`;
  return `${afterWords(source, last.event)} ${word(now)} ${verb}, ${shortNumber(value)}${above}.${before}`;
}

function columnsOf(
  { seats }: StrategySource,
  options: readonly string[],
  seat: Seat,
  kind: ValueKind | null,
  isWhole: boolean,
): readonly DecisionColumn[] {
  const words = options.map((id) => choiceWord(seats, seat, id));
  return [
    { head: 'Chosen', of: ({ row }) => choiceWord(seats, seat, row.choices[seat]) },
    ...words.map(
      (head, at): DecisionColumn => ({
        head,
        of: ({ steered }) => kind?.of(steered.reasons[seat])?.[at] ?? null,
      }),
    ),
    ...(isWhole ? words : []).map(
      (word, at): DecisionColumn => ({
        head: `${word}, standard deviation`,
        of: ({ steered }) => steered.reasons[seat].deviations?.[at] ?? null,
      }),
    ),
  ];
}
