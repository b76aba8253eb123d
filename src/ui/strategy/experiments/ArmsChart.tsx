import { useState } from 'react';
import type { Estimate } from '#core/strategy/experiments/estimate.ts';
import type { Experiment, FigureId } from '#core/strategy/experiments/experiment.ts';
import type { ArmLine } from '#core/strategy/experiments/experiment-table.ts';
import { figureWords } from '#core/strategy/experiments/experiment-table.ts';
import { ChartView } from '../../charts/ChartView.tsx';
import { niceTicks } from '../../charts/fitness-points.ts';
import { Choice } from '../../charts/frame/Choice.tsx';
import { MarkKey } from '../../charts/Key.tsx';
import { shortened } from '../../parts/shortened.ts';
import { useSize } from '../../parts/use-size.ts';
import { armsSummary, armsTable, lineName } from './arms-view.ts';

const WHOLE = { first: 0, columns: 1 };
const [LINE, AXIS, HEAD] = [24, 34, 22]; // px
const CHARACTER = 6.4; // px, about
/** Width from which names stand at the left of their intervals, px; else above them. */
const WIDE = 560;
/** Column of a seat in the grid of an ablation, px. */
const SEAT = 44;

/** Arms of an experiment with their intervals, one figure at a time; of an ablation of agents a grid of who was on. */
export function ArmsChart({
  experiment,
  lines,
  onNotice,
}: {
  readonly experiment: Experiment;
  readonly lines: readonly ArmLine[];
  readonly onNotice: (text: string) => void;
}) {
  const [chosen, setChosen] = useState<FigureId | null>(null);
  const { figures, title, id: experimentId } = experiment;
  const id = chosen !== null && figures.includes(chosen) ? chosen : figures[0];
  if (!id) return null;
  const isEmpty = !lines.some(({ figures: own }) => own[id]);
  return (
    <ChartView
      id={`experiment-${experimentId}`}
      history={null}
      window={WHOLE}
      notify={onNotice}
      about={title}
      inPanel
      description={{
        title: `${title}, by arm`,
        summary: armsSummary(experiment, lines, id),
        empty: isEmpty ? 'No arm has this figure yet.' : null,
        howToRead: (
          <>
            {figureWords(id).about} A dot is the mean over seeds, the line its 95 % interval by
            Student’s t, which is wide of few seeds; of one there is a dot alone. The dashed line is
            the arm that others are compared with. Intervals of two arms may overlap and the
            difference still be sure, for it is taken seed by seed: it stands in the table.
          </>
        ),
        table: () => armsTable(experiment, lines),
        controls: figures.length > 1 && (
          <Choice
            label="Figure"
            value={id}
            options={Object.fromEntries(figures.map((each) => [each, figureWords(each).label]))}
            onChange={(value) => setChosen(value as FigureId)}
          />
        ),
        keys: (
          <>
            <MarkKey words="mean and 95 % interval">
              <path d="M0 7h14" stroke="var(--text-soft)" strokeWidth="2" />
              <circle cx="7" cy="7" r="3.5" fill="var(--text)" />
            </MarkKey>
            {experiment.seatsOf && (
              <MarkKey words="the agent decides; hollow: it is off">
                <rect x="2" y="2" width="10" height="10" fill="var(--text-soft)" />
              </MarkKey>
            )}
          </>
        ),
        picture: { own: <Intervals experiment={experiment} lines={lines} id={id} /> },
      }}
    />
  );
}

function Intervals({
  experiment,
  lines,
  id,
}: {
  readonly experiment: Experiment;
  readonly lines: readonly ArmLine[];
  readonly id: FigureId;
}) {
  const [ref, { width }] = useSize<HTMLDivElement>();
  const { label, unit, scale } = figureWords(id);
  const { seatsOf, against } = experiment;
  const seats = seatsOf?.('').map(({ short }) => short) ?? [];
  const isWide = width >= WIDE;
  const grid = seats.length * SEAT;
  const names = Math.min(
    width * 0.4,
    Math.max(...lines.map((line) => lineName(line).length)) * CHARACTER + 12,
  );
  const left = seats.length > 0 ? grid + 8 : isWide ? names : 8;
  const isAbove = seats.length === 0 && !isWide;
  const step = isAbove ? LINE + 14 : LINE;
  const top = seats.length > 0 ? HEAD : 4;
  const height = top + lines.length * step + AXIS;
  const ends = lines.flatMap(({ figures }) => {
    const found = figures[id];
    return found ? endsOf(found).map((each) => each * scale) : [];
  });
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const pad = (high - low || Math.abs(high) || 1) * 0.06;
  const [from, to] = [low - pad, high + pad];
  const x = (value: number) =>
    left + ((value - from) / (to - from)) * Math.max(0, width - left - 16);
  const compared = lines.find(
    ({ name, key, difference }) =>
      difference === null && name === against.row && key === (against.key ?? key),
  );
  const isOne = lines.filter(({ difference }) => difference === null).length === 1;
  const level = isOne ? compared?.figures[id] : null;
  const bottom = top + lines.length * step;
  return (
    <div ref={ref} style={{ height }}>
      <svg width={width} height={height} aria-hidden="true" fontSize={11}>
        {seats.map((seat, at) => (
          <text
            key={seat}
            x={at * SEAT + SEAT / 2}
            y={14}
            textAnchor="middle"
            fill="var(--text-soft)"
          >
            {seat}
          </text>
        ))}
        {niceTicks(from, to, width < WIDE ? 6 : 8)
          .filter((tick) => tick >= from && tick <= to)
          .map((tick) => (
            <g key={tick}>
              <path d={`M${x(tick)} ${top}V${bottom}`} stroke="var(--line)" />
              <text x={x(tick)} y={bottom + 14} textAnchor="middle" fill="var(--text-soft)">
                {Number(tick.toPrecision(6))}
              </text>
            </g>
          ))}
        <text x={width - 16} y={bottom + 29} textAnchor="end" fill="var(--text-soft)">
          {label}, {unit}
        </text>
        {level && (
          <path
            d={`M${x(level.mean * scale)} ${top}V${bottom}`}
            stroke="var(--text-soft)"
            strokeDasharray="4 3"
          />
        )}
        {lines.map((line, at) => {
          const middle = top + at * step + step - LINE / 2;
          const found = line.figures[id];
          const [start, end] = found ? endsOf(found) : [0, 0];
          const name = lineName(line);
          return (
            <g key={name}>
              {seatsOf?.(line.name).map(({ short, isOn }, seat) => (
                <rect
                  key={short}
                  x={seat * SEAT + SEAT / 2 - 5.5}
                  y={middle - 5.5}
                  width={11}
                  height={11}
                  fill={isOn ? 'var(--text-soft)' : 'none'}
                  stroke="var(--text-faint)"
                />
              ))}
              {seats.length === 0 && (
                <text
                  x={isAbove ? 8 : left - 10}
                  y={isAbove ? middle - LINE / 2 + 1 : middle + 4}
                  textAnchor={isAbove ? 'start' : 'end'}
                  fill="var(--text)"
                >
                  {shortened(name, (isAbove ? width - 16 : left - 12) / CHARACTER)}
                </text>
              )}
              {found && (
                <>
                  <path
                    d={`M${x(start * scale)} ${middle}H${x(end * scale)}`}
                    stroke="var(--text-soft)"
                    strokeWidth={2}
                  />
                  <circle cx={x(found.mean * scale)} cy={middle} r={4} fill="var(--text)" />
                </>
              )}
            </g>
          );
        })}
      </svg>
    </div>
  );
}

/** Ends of the line of an interval; of one seed, which has none, its dot. */
const endsOf = ({ seeds, mean, low, high }: Estimate): readonly [low: number, high: number] =>
  seeds > 1 ? [low, high] : [mean, mean];
