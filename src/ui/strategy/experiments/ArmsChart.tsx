import { useState } from 'react';
import { signed } from '#core/signed.ts';
import type { Experiment, FigureId } from '#core/strategy/experiments/experiment.ts';
import type { ArmLine } from '#core/strategy/experiments/experiment-table.ts';
import { figureWords } from '#core/strategy/experiments/experiment-table.ts';
import { ChartView } from '../../charts/ChartView.tsx';
import { SMALL } from '../../charts/Drawing.tsx';
import { Choice } from '../../charts/frame/Choice.tsx';
import { IntervalRows, type RowSigns } from '../../charts/IntervalRows.tsx';
import { MarkKey } from '../../charts/Key.tsx';
import { armsSummary, armsTable, lineName } from './arms-view.ts';

const NOTHING = { mean: Number.NaN, low: Number.NaN, high: Number.NaN };
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
              <path d="M0 7h14" stroke="var(--text)" strokeWidth="2" />
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
  experiment: { seatsOf, against },
  lines,
  id,
}: {
  readonly experiment: Experiment;
  readonly lines: readonly ArmLine[];
  readonly id: FigureId;
}) {
  const { label, unit, scale } = figureWords(id);
  const rows = lines.map((line) => {
    const { mean, low, high } = line.figures[id] ?? NOTHING;
    const name = lineName(line);
    return { key: name, name, mean: mean * scale, low: low * scale, high: high * scale };
  });
  const compared = lines.filter(({ difference }) => difference === null);
  const at = lines.findIndex(
    ({ name, key, difference }) =>
      difference === null && name === against.row && key === (against.key ?? key),
  );
  const mean = compared.length === 1 ? rows[at]?.mean : undefined;
  return (
    <IntervalRows
      rows={rows}
      axis={`${label}, ${unit}`}
      tick={(value) => signed(value, String)}
      level={mean === undefined || Number.isNaN(mean) ? null : { value: mean, dash: '4 3' }}
      {...(seatsOf && { signs: seatSigns(seatsOf, lines) })}
    />
  );
}

/** A sign for each agent: full where it decides. */
function seatSigns(
  seatsOf: NonNullable<Experiment['seatsOf']>,
  lines: readonly ArmLine[],
): RowSigns {
  const seats = seatsOf('');
  const place = (seat: number) => (seat + 0.5) * SEAT;
  return {
    width: seats.length * SEAT + 8,
    heads: seats.map(({ short }, seat) => (
      <text key={short} x={place(seat)} y={14} textAnchor="middle" {...SMALL}>
        {short}
      </text>
    )),
    of: (row) =>
      seatsOf(lines[row]?.name ?? '').map(({ short, isOn }, seat) => (
        <rect
          key={short}
          x={place(seat) - 5.5}
          y={-5.5}
          width={11}
          height={11}
          fill={isOn ? 'var(--text-soft)' : 'none'}
          stroke="var(--text-faint)"
        />
      )),
  };
}
