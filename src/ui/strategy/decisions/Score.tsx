import type { Ground } from '#core/strategy/decision.ts';
import { SEATS, type Seat } from '#core/strategy/seats.ts';
import type { SeatEntry } from '#core/strategy/strategy-catalog.ts';
import { Clip } from '../../charts/Clip.tsx';
import type { PlotArea } from '../../charts/plot-area.ts';
import { choiceColour } from '../lanes/choice-colours.ts';
import { type SeatDecision, seatDecision } from './decision.ts';
import { GROUNDS, HIGH, signLook } from './grounds.tsx';
import { choiceIndex, choiceWord, type LookedAt, seatEntry } from './looked-at.ts';

/** Heights within a lane, px: of the choice, the sign of its reason, and the agent's certainty. */
const [BAND, SURE, GAP] = [18, 14, 12];
const LANE = BAND + HIGH + SURE + GAP;
const TOP = 8;
/** Height of four lanes, px. */
export const SCORE_HEIGHT = TOP + SEATS.length * LANE;

const CHARACTER = 7; // px, at most about: a name stays within its cell

/** The lane at a height of the plot. */
export const seatAt = (y: number): Seat =>
  SEATS[Math.max(0, Math.min(SEATS.length - 1, Math.floor((y - TOP) / LANE)))] as Seat;

/** Four lanes over the decisions. A path each for all that look alike, so that hundreds are drawn at once. */
export function Score({
  looked,
  seats,
  area,
}: {
  readonly looked: LookedAt;
  readonly seats: readonly SeatEntry[];
  readonly area: PlotArea;
}) {
  return SEATS.map((seat, at) => (
    <ScoreLane
      key={seat}
      looked={looked}
      seats={seats}
      seat={seat}
      top={TOP + at * LANE}
      area={area}
    />
  ));
}

interface Cell extends SeatDecision {
  readonly choice: string;
  readonly from: number;
  readonly to: number;
}

function ScoreLane({
  looked,
  seats,
  seat,
  top,
  area,
}: Parameters<typeof Score>[0] & { readonly seat: Seat; readonly top: number }) {
  const cells = looked.decisions.map((decision): Cell => {
    const { interval } = decision.event;
    return {
      ...seatDecision(decision, seat, looked.team.options),
      choice: decision.row.choices[seat],
      from: area.x(interval - 1),
      to: area.x(interval),
    };
  });
  const tried = cells.filter(({ reason }) => isTried(reason.ground)).length;
  const { label } = seatEntry(seats, seat);
  return (
    <g fontSize={11}>
      <text
        x={area.left - 8}
        y={top + 13}
        textAnchor="end"
        fill="var(--text)"
        fontSize={area.left > 100 ? 12 : 11}
      >
        {label}
      </text>
      <text
        x={area.left - 8}
        y={top + BAND + HIGH + SURE - 1}
        textAnchor="end"
        fill="var(--text-faint)"
      >
        how sure
      </text>
      {area.right > 60 && cells.length > 0 && (
        <text x={area.width - area.right + 8} y={top + 13} fill="var(--text-soft)">
          {Math.round((100 * tried) / cells.length)} % tried
        </text>
      )}
      <Clip area={area}>
        {[...grouped(cells, ({ choice }) => choice)].map(([choice, own]) => (
          <path
            key={choice}
            d={own.map(({ from, to }) => rect(from, top, to - from, BAND)).join('')}
            fill={choiceColour(choiceIndex(seats, seat, choice))}
          />
        ))}
        {namesIn(cells).map(({ choice, x }) => (
          <text key={x} x={x} y={top + 13} fill="var(--text)">
            {choiceWord(seats, seat, choice)}
          </text>
        ))}
        {[...grouped(cells, ({ reason }) => reason.ground)].map(([ground, own]) => (
          <path
            key={ground}
            d={own
              .map(({ from, to }) =>
                GROUNDS[ground].path((from + to) / 2, top + BAND + 1, to - from),
              )
              .join('')}
            {...signLook(ground as Ground)}
          />
        ))}
        <path d={sureness(cells, top + BAND + HIGH + 2, SURE - 2)} fill="var(--text-soft)" />
        <line
          x1={area.left}
          x2={area.width - area.right}
          y1={top + BAND + HIGH + SURE}
          y2={top + BAND + HIGH + SURE}
          stroke="var(--line)"
        />
      </Clip>
    </g>
  );

  /** Names of runs of the same choice that have room for them. */
  function namesIn(
    all: readonly Cell[],
  ): readonly { readonly choice: string; readonly x: number }[] {
    return runsOf(all).flatMap(({ choice, from, to }) => {
      const needed = choiceWord(seats, seat, choice).length * CHARACTER + 8;
      return to - from >= needed ? [{ choice, x: Math.round(from + 4) }] : [];
    });
  }
}

/** Tells whether an agent took what promises less than another, to learn of it. */
export const isTried = (ground: Ground): boolean => ground === 'chance' || ground === 'doubt';

function runsOf(cells: readonly Cell[]) {
  const runs: { choice: string; from: number; to: number }[] = [];
  for (const { choice, from, to } of cells) {
    const last = runs.at(-1);
    if (last && last.choice === choice) last.to = to;
    else runs.push({ choice, from, to });
  }
  return runs;
}

/** Bars of how much the best promised above the next, as shares of the most in the lane. */
function sureness(cells: readonly Cell[], top: number, height: number): string {
  const most = Math.max(...cells.map(({ margin }) => margin ?? 0), 1e-12);
  return cells
    .map(({ margin, from, to }) => {
      const high = (height * (margin ?? 0)) / most;
      return high < 0.3
        ? ''
        : rect(from, top + height - high, Math.max(0.8, (to - from) * 0.8), high);
    })
    .join('');
}

const round = (value: number) => Math.round(value * 10) / 10;

const rect = (x: number, y: number, width: number, height: number): string =>
  `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}z`;

function grouped<K, T>(list: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of list) {
    const key = keyOf(item);
    const own = groups.get(key);
    if (own) own.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
