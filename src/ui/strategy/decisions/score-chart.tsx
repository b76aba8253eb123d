import { shortNumber } from '#core/short-number.ts';
import type { Ground } from '#core/strategy/decision.ts';
import { SEATS, type Seat } from '#core/strategy/seats.ts';
import type { SeatEntry } from '#core/strategy/strategy-catalog.ts';
import { MarkKey } from '../../charts/Key.tsx';
import type { StrategyChart } from '../charts/source.ts';
import { listWords } from '../charts/words.ts';
import { BY_DECISION, type DecisionColumn, decisionTables } from './by-decision.ts';
import { type RowDecision, seatDecision } from './decision.ts';
import { GROUNDS, GroundKeys } from './grounds.tsx';
import {
  choiceWord,
  decisionOf,
  emptyWords,
  type LookedAt,
  lookedAt,
  marginOf,
  seatEntry,
} from './looked-at.ts';
import { openDecision } from './opened.ts';
import { RowChoice } from './RowChoice.tsx';
import { isTried, SCORE_HEIGHT, Score, seatAt } from './Score.tsx';

/** Chart of the decisions of a team's four agents, one after the other. */
export const SCORE: StrategyChart = {
  id: 'score',
  label: 'Decisions',
  describe(source) {
    const looked = lookedAt(source);
    const margin = marginOf(source.narrow);
    const told = (interval: number) => {
      const decision = decisionOf(looked, interval);
      return decision && looked
        ? SEATS.map(
            (seat) =>
              [
                seatEntry(source.seats, seat).label,
                seatWords(decision, seat, looked, source.seats),
              ] as const,
          )
        : [];
    };
    return {
      title: 'What the agents decided',
      summary: looked ? summaryOf(looked, source.seats) : '',
      empty: emptyWords(looked),
      howToRead: (
        <>
          A lane is an agent, a column a decision: the band says what it chose, the sign below why,
          and the bar at the bottom how sure it was, which is by how much the choice with the
          highest Q-value promised more than the next; the tallest bar of a lane is its most. Early
          on there is much exploration, and signs of chance stand close; later agents exploit what
          they learned. Press a decision, or Enter, to see why it was made.
        </>
      ),
      ...decisionTables(`Decisions of ${looked?.name ?? 'no row'}`, looked, (isWhole) =>
        columnsOf(source.seats, looked, isWhole),
      ),
      controls: <RowChoice source={source} />,
      keys: looked && (
        <>
          <GroundKeys grounds={groundsOf(looked)} />
          <MarkKey words="how sure">
            <path d="M2 12v-3h3v3zM6 12v-9h3v9zM10 12v-5h3v5z" fill="var(--text-soft)" />
          </MarkKey>
        </>
      ),
      picture: {
        label: 'Decisions by interval',
        height: SCORE_HEIGHT + margin.bottom,
        margin,
        extent: null,
        ...BY_DECISION,
        over: (area) => looked && <Score looked={looked} seats={source.seats} area={area} />,
        figures: told,
        onChoose: (interval, y) => openDecision(interval, y === null ? null : seatAt(y)),
      },
    };
  },
};

/** Words such as 'MixUp, by chance (ε 0.4)'. */
function seatWords(
  decision: RowDecision,
  seat: Seat,
  { team }: LookedAt,
  seats: readonly SeatEntry[],
): string {
  const { reason, epsilon, margin } = seatDecision(decision, seat, team.options);
  const beside = [
    ...(epsilon === null ? [] : [`ε ${shortNumber(epsilon)}`]),
    ...(margin === null ? [] : [`margin ${shortNumber(margin)}`]),
  ].join(', ');
  const choice = choiceWord(seats, seat, decision.row.choices[seat]);
  return `${choice}, ${GROUNDS[reason.ground].short}${beside === '' ? '' : ` (${beside})`}`;
}

function groundsOf({ decisions }: LookedAt): readonly Ground[] {
  const there = new Set(
    decisions.flatMap(({ steered }) => SEATS.map((seat) => steered.reasons[seat].ground)),
  );
  return (Object.keys(GROUNDS) as Ground[]).filter((ground) => there.has(ground));
}

/** Says how often agents explored, at first and lately, and what each chose most. */
function summaryOf({ name, decisions, team }: LookedAt, seats: readonly SeatEntry[]): string {
  if (decisions.length === 0) return '';
  const half = Math.ceil(decisions.length / 2);
  const triedIn = (list: readonly RowDecision[]) => {
    const all = list.flatMap(({ steered }) => SEATS.map((seat) => steered.reasons[seat].ground));
    return all.length === 0 ? null : Math.round((100 * all.filter(isTried).length) / all.length);
  };
  const [early, late] = [triedIn(decisions.slice(0, half)), triedIn(decisions.slice(half))];
  const tried =
    late === null
      ? `${early} % of the choices were tried`
      : `${early} % of the choices were tried in the first half, ${late} % since`;
  const most = SEATS.filter((seat) => team.options[seat].length > 1).map((seat) => {
    const chosen = decisions.map(({ row }) => row.choices[seat]);
    const count = (id: string) => chosen.filter((each) => each === id).length;
    const [best = ''] = [...new Set(chosen)].sort((a, b) => count(b) - count(a));
    const share = Math.round((100 * count(best)) / chosen.length);
    return `${seatEntry(seats, seat).label.toLowerCase()} ${choiceWord(seats, seat, best)} (${share} %)`;
  });
  const whole = `${decisions.length} decisions of ${name}: ${tried}.`;
  return most.length === 0 ? whole : `${whole} Chosen most: ${listWords(most)}.`;
}

/** Columns of all agents; whole: with all Q-values. */
const columnsOf = (
  seats: readonly SeatEntry[],
  looked: LookedAt | null,
  isWhole: boolean,
): readonly DecisionColumn[] =>
  SEATS.flatMap((seat): DecisionColumn[] => {
    const { label } = seatEntry(seats, seat);
    const own = (decision: RowDecision, { team }: LookedAt) =>
      seatDecision(decision, seat, team.options);
    const valued = isWhole ? (looked?.team.options[seat] ?? []) : [];
    return [
      { head: label, of: ({ row }) => choiceWord(seats, seat, row.choices[seat]) },
      { head: `${label}: why`, of: (...of) => GROUNDS[own(...of).reason.ground].short },
      { head: `${label}: ε`, of: (...of) => own(...of).epsilon },
      { head: `${label}: margin`, of: (...of) => own(...of).margin },
      ...valued.map(
        (id, at): DecisionColumn => ({
          head: `${label}: Q of ${choiceWord(seats, seat, id)}`,
          of: ({ steered }) => steered.reasons[seat].values?.[at] ?? null,
        }),
      ),
    ];
  });
