import { useMemo } from 'react';
import type { TimeMark } from '#store/history/time-marks.ts';
import { useTimeMarks } from '../shell/use-time-marks.ts';
import { LABEL_GAP, placeMarks } from './mark-layout.ts';

/** Signs in a box of 10 px around 0: a flash; two arrows past each other; an arrow in a circle; a pencil. */
const SIGNS: Readonly<Record<TimeMark['kind'], string>> = {
  lost: 'M1.5-5.5-3.5.8H-.4L-1.5 5.5 3.5-.8H.4Z',
  moved: 'M1-5 5-2.2 1 .6V-1.4H-5V-3H1ZM-1 5-5 2.2-1-.6V1.4H5V3H-1Z',
  edited:
    'M-5.2 5.2-4.4 1.9-1.9 4.4ZM-3.7 1.2 1.4-3.9 3.9-1.4-1.2 3.7ZM2.1-4.6 3-5.5 5.5-3 4.6-2.1Z',
  restored: 'M3.6-2.6A4.4 4.4 0 1 0 4.4.6L3 .4A3 3 0 1 1 2.5-1.7L1-.4H5V-4.4Z',
};

/** The sign of a mark, in the text's colour: the five hues belong to mutations. */
export const MarkSign = ({ kind, x, y }: { kind: TimeMark['kind']; x: number; y: number }) => (
  <path d={SIGNS[kind]} transform={`translate(${x} ${y})`} fill="var(--text)" />
);

/** Marks of events besides evolution: an upright line each, with a sign and a few words at `signY`. */
export function TimeMarks({
  xOf,
  left,
  right,
  top,
  floor,
  signY,
}: {
  /** Start of a generation, px. */
  readonly xOf: (generation: number) => number;
  readonly left: number;
  /** The end of the room for words. */
  readonly right: number;
  readonly top: number;
  readonly floor: number;
  readonly signY: number;
}) {
  const marks = useTimeMarks();
  const placed = useMemo(() => placeMarks(marks, xOf, { left, right }), [marks, xOf, left, right]);
  return (
    <g fontSize={11} fill="var(--text)" data-testid="time-marks">
      {placed.map(({ x, kind, label, anchor }) => (
        <g key={x}>
          <line
            x1={x}
            x2={x}
            y1={top}
            y2={floor}
            stroke="var(--text-soft)"
            strokeWidth={1.25}
            strokeDasharray="4 3"
          />
          <MarkSign kind={kind} x={x} y={signY} />
          <text
            x={x + (anchor === 'start' ? LABEL_GAP : -LABEL_GAP)}
            y={signY + 4}
            textAnchor={anchor}
            stroke="var(--surface)"
            strokeWidth={3}
            paintOrder="stroke"
          >
            {label}
          </text>
        </g>
      ))}
    </g>
  );
}
