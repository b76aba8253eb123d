import { shareOf, type ValueScale } from '#store/history/density.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import { Clip } from '../Clip.tsx';
import type { PlotArea } from '../plot-area.ts';
import { STRIP, type Strip } from './strips.ts';

/** Name and ends of a strip, powers of ten within, and the steps of the selected lineage. */
export function StripLines({
  strip: { declared, index, scale, top },
  area,
  ownValue,
  end,
}: {
  readonly strip: Strip;
  readonly area: PlotArea;
  readonly ownValue: (generation: number, index: number) => number;
  /** Generations of the lineage. */
  readonly end: number;
}) {
  const y = (value: number) => top + (1 - shareOf(value, scale)) * STRIP;
  let line = '';
  const to = Math.min(end, area.window.first + area.window.columns);
  for (let g = Math.max(0, Math.floor(area.window.first)); g < to; g++) {
    const x = area.x(g) - area.columnWidth / 2;
    line += `${line === '' ? 'M' : 'L'}${x.toFixed(1)} ${y(ownValue(g, index)).toFixed(1)}h${area.columnWidth.toFixed(2)}`;
  }
  const now = ownValue(end - 1, index);
  return (
    <g fontSize={11} fill="var(--text-faint)">
      <text x={14} y={top - 6} fill="var(--text-soft)">
        {declared.label}
        {scale.scale === 'log' ? ' (log scale)' : ''}
      </text>
      {!Number.isNaN(now) && (
        <text
          x={area.width - area.right}
          y={top - 6}
          textAnchor="end"
          fontWeight={600}
          fill="var(--text)"
        >
          {shortNumber(now)}
        </text>
      )}
      <text x={area.left - 8} y={top + 9} textAnchor="end">
        {shortNumber(scale.high)}
      </text>
      <text x={area.left - 8} y={top + STRIP} textAnchor="end">
        {shortNumber(scale.low)}
      </text>
      {decades(scale).map((value) => (
        <line
          key={value}
          x1={area.left - 5}
          x2={area.left}
          y1={y(value)}
          y2={y(value)}
          stroke="var(--line-strong)"
        />
      ))}
      <Clip area={area}>
        <path d={line} fill="none" stroke="var(--surface)" strokeWidth={4.5} strokeOpacity={0.8} />
        <path d={line} fill="none" stroke="var(--text)" strokeWidth={2} strokeLinejoin="round" />
      </Clip>
    </g>
  );
}

/** Powers of ten strictly within a log scale. */
function decades({ low, high, scale }: ValueScale): number[] {
  if (scale !== 'log') return [];
  const found = [];
  for (let power = Math.ceil(Math.log10(low)); 10 ** power < high; power++)
    if (10 ** power > low) found.push(10 ** power);
  return found;
}
