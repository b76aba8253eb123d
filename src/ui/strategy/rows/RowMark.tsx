import { rowStyle } from './row-style.ts';

/** A piece of a row's line, as it is drawn in charts. */
export function RowMark({ row, width = 26 }: { readonly row: number; readonly width?: number }) {
  const { colour, dash } = rowStyle(row);
  return (
    <svg width={width} height={10} aria-hidden="true" focusable="false">
      <line
        x1={1}
        x2={width - 1}
        y1={5}
        y2={5}
        stroke={colour}
        strokeWidth={2.5}
        strokeDasharray={dash}
      />
    </svg>
  );
}
