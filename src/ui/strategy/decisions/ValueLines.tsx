import type { Seat } from '#core/strategy/seats.ts';
import type { SeatEntry } from '#core/strategy/strategy-catalog.ts';
import { Clip } from '../../charts/Clip.tsx';
import { apart } from '../../charts/direct-labels.ts';
import { linePathOf, type PlotArea } from '../../charts/plot-area.ts';
import { choiceLine } from '../lanes/choice-colours.ts';
import { Levels } from './Levels.tsx';
import { choiceIndex, choiceWord, type LookedAt } from './looked-at.ts';
import { isTried } from './Score.tsx';
import type { ValueKind } from './value-figures.ts';

const RADIUS = 2.4; // px

/** A line for each choice of an agent, dots on what was chosen, and names where the lines end and there is room. */
export function ValueLines({
  looked: { decisions, team },
  seats,
  seat,
  kind,
  area,
}: {
  readonly looked: LookedAt;
  readonly seats: readonly SeatEntry[];
  readonly seat: Seat;
  readonly kind: ValueKind;
  readonly area: PlotArea;
}) {
  const known = decisions.flatMap(({ event, row, steered }) => {
    const reason = steered.reasons[seat];
    const values = kind.of(reason);
    return values ? [{ x: area.x(event.interval), values, reason, choice: row.choices[seat] }] : [];
  });
  const options = team.options[seat];
  const lookOf = (id: string) => choiceLine(choiceIndex(seats, seat, id));
  const ends = apart(
    options.map((id, at) => ({
      text: choiceWord(seats, seat, id),
      x: known.at(-1)?.x ?? 0,
      y: area.y(known.at(-1)?.values[at] ?? 0),
      colour: lookOf(id).colour,
    })),
    { top: area.top, bottom: area.height - area.bottom },
  );
  const marks = (tried: boolean) =>
    known
      .filter(({ reason }) => isTried(reason.ground) === tried)
      .map(({ x, values, choice }) => circle(x, area.y(values[options.indexOf(choice)] ?? 0)))
      .join('');
  return (
    <g fontSize={11}>
      <Levels area={area} />
      <Clip area={area}>
        {options.map((id, at) => {
          const { colour, dash } = lookOf(id);
          const d = linePathOf(known.map(({ x, values }) => [x, area.y(values[at] ?? 0)]));
          return (
            <g key={id} stroke={colour} fill="none">
              {known.some(({ reason }) => reason.deviations) && (
                <path d={bandOf(at)} fill={colour} fillOpacity={0.1} stroke="none" />
              )}
              <path d={d} strokeWidth={1.8} strokeDasharray={dash} strokeLinejoin="round" />
            </g>
          );
        })}
        <path d={marks(false)} fill="var(--text)" />
        <path d={marks(true)} fill="var(--surface)" stroke="var(--text)" />
      </Clip>
      {area.right > 60 &&
        known.length > 0 &&
        ends.map(({ text, x, labelY }) => (
          <text key={text} x={x + 8} y={labelY + 4} fill="var(--text)">
            {text}
          </text>
        ))}
    </g>
  );

  /** Band as wide as a standard deviation to either side. */
  function bandOf(at: number): string {
    const sides = [1, -1].map((side) =>
      known.map(({ x, values, reason }): readonly [number, number] => {
        const value = (values[at] ?? 0) + side * (reason.deviations?.[at] ?? 0);
        return [x, Math.max(area.top, Math.min(area.height - area.bottom, area.y(value)))];
      }),
    );
    return `${linePathOf([...(sides[0] ?? []), ...(sides[1] ?? []).toReversed()])}Z`;
  }
}

const circle = (x: number, y: number): string =>
  `M${(x - RADIUS).toFixed(1)} ${y.toFixed(1)}a${RADIUS} ${RADIUS} 0 1 1 ${2 * RADIUS} 0a${RADIUS} ${RADIUS} 0 1 1 ${-2 * RADIUS} 0`;
