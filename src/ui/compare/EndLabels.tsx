import { isControl } from '#store/compare/run-curve.ts';
import { apart } from '../charts/direct-labels.ts';
import type { PlotArea } from '../charts/plot-area.ts';
import type { Line } from './compare-tables.ts';
import { colourOf } from './line-styles.ts';

/** The letters of configurations where their lines end. */
export function EndLabels({
  lines,
  area,
}: {
  readonly lines: readonly Line[];
  readonly area: PlotArea;
}) {
  const labels = apart(
    lines.flatMap(({ configuration, points }, i) => {
      const last = points.at(-1);
      if (!last) return [];
      const text = `${configuration.letter}${isControl(configuration) ? ' control' : ''}`;
      return [{ text, x: area.x(last.steps), y: area.y(last.mean), colour: colourOf(i) }];
    }),
    { top: area.top, bottom: area.height - area.bottom },
  );
  return (
    <g fontSize={12.5} fontWeight={700}>
      {labels.map(({ text, x, y, labelY, colour }) => (
        <g key={text}>
          {Math.abs(labelY - y) > 3 && (
            <line x1={x + 2} x2={x + 9} y1={y} y2={labelY} stroke={colour} />
          )}
          <text x={x + 11} y={labelY + 4} fill="var(--text)">
            {text}
          </text>
        </g>
      ))}
    </g>
  );
}
