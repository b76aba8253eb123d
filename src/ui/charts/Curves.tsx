import { memo } from 'react';
import type { Row, Series } from './chart.ts';
import { bandPath, linePathOf, type PlotArea } from './plot-area.ts';

/** The bands and lines of a plot. A line of one point is a dot. */
export const Curves = memo(function Curves({
  rows,
  series,
  at,
  area,
}: {
  readonly rows: readonly Row[];
  readonly series: readonly Series[];
  /** Key of a row's place on the axis. */
  readonly at: string;
  readonly area: PlotArea;
}) {
  const along = (of: string, end = 0) =>
    rows.flatMap((row) => {
      const value = row[of];
      const y = typeof value === 'object' ? value?.[end] : value;
      return y === undefined || Number.isNaN(y)
        ? []
        : [[area.x(Number(row[at])), area.y(y)] as const];
    });
  return (
    <g fill="none" strokeLinejoin="round">
      {series.map((each) => {
        const { of, colour = 'var(--text)' } = each;
        if (each.kind === 'band')
          return (
            <path
              key={of}
              d={bandPath(along(of, 1), along(of))}
              fill={colour}
              fillOpacity={each.opacity}
            />
          );
        const points = along(of);
        const [only] = points;
        return points.length === 1 && only ? (
          <circle key={of} cx={only[0]} cy={only[1]} r={3} fill={colour} />
        ) : (
          <path
            key={of}
            d={linePathOf(points)}
            stroke={colour}
            strokeWidth={each.width}
            strokeDasharray={each.dash}
            strokeOpacity={each.opacity}
          />
        );
      })}
    </g>
  );
});
