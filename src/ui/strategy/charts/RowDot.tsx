import { rowStyle } from '../rows/row-style.ts';

/** A dot in a row's colour, with its number beside it. */
export const RowDot = ({
  row,
  x,
  y,
}: {
  readonly row: number;
  readonly x: number;
  readonly y: number;
}) => (
  <>
    <circle
      cx={x}
      cy={y}
      r={4.5}
      fill={rowStyle(row).colour}
      stroke="var(--surface)"
      strokeWidth={1.5}
    />
    <text
      x={x + 7}
      y={y - 5}
      fontSize={12}
      fontWeight={700}
      fill="var(--text)"
      stroke="var(--surface)"
      strokeWidth={3}
      paintOrder="stroke"
    >
      {row + 1}
    </text>
  </>
);
