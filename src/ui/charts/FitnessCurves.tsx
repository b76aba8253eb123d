import { memo } from 'react';
import type { FitnessPoint } from './fitness-points.ts';
import { bandPath, linePathOf, type PlotArea } from './plot-area.ts';

/** Bands from worst to best and of the middle half; lines told apart by weight and dash. */
export const FitnessCurves = memo(function FitnessCurves({
  points,
  area,
}: {
  readonly points: readonly FitnessPoint[];
  readonly area: PlotArea;
}) {
  const along = (value: (point: FitnessPoint) => number) =>
    points.map((point) => [area.x(point.generation), area.y(value(point))] as const);
  const band = (of: 'range' | 'quartiles') =>
    bandPath(
      along((point) => point[of][1]),
      along((point) => point[of][0]),
    );
  const line = (of: 'best' | 'bestSoFar' | 'median' | 'mean') =>
    linePathOf(along((point) => point[of]));
  const [only] = points;
  return (
    <g fill="none" strokeLinejoin="round">
      <path d={band('range')} fill="var(--text)" fillOpacity={0.07} />
      <path d={band('quartiles')} fill="var(--text)" fillOpacity={0.13} />
      <path
        d={line('mean')}
        stroke="var(--text-faint)"
        strokeWidth={1.25}
        strokeDasharray="1.5 3"
      />
      <path d={line('median')} stroke="var(--text-soft)" strokeWidth={1.5} strokeDasharray="6 3" />
      <path d={line('best')} stroke="var(--text)" strokeWidth={1.25} />
      <path d={line('bestSoFar')} stroke="var(--text)" strokeWidth={2.5} />
      {only && points.length === 1 && (
        <circle cx={area.x(only.generation)} cy={area.y(only.best)} r={3} fill="var(--text)" />
      )}
    </g>
  );
});

/** The fitness at which the run is over. */
export function Target({ area, value }: { readonly area: PlotArea; readonly value: number }) {
  const y = area.y(value);
  if (y < area.top || y > area.height - area.bottom) return null;
  return (
    <g>
      <line
        x1={area.left}
        x2={area.width - area.right}
        y1={y}
        y2={y}
        stroke="var(--text-faint)"
        strokeDasharray="2 4"
      />
      <text
        x={area.left + 4}
        y={y + 13}
        fontSize={11}
        fill="var(--text-soft)"
        stroke="var(--surface)"
        strokeWidth={3}
        paintOrder="stroke"
      >
        target {value}
      </text>
    </g>
  );
}
