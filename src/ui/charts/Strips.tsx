import { useState } from 'react';
import type { AlgorithmDeclaration, HyperparameterDeclaration } from '#core/algorithm.ts';
import type { RunConfig } from '#core/run-config.ts';
import {
  densityColumn,
  hyperparameterExtents,
  shareOf,
  type ValueScale,
  valueScale,
} from '#store/history/density.ts';
import type { History } from '#store/history/history.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import { parseRgb } from '../genealogy/strip-colours.ts';
import { createColumns } from '../genealogy/strip-image.ts';
import { Clip } from './Clip.tsx';
import { drawColumns, Painted } from './Painted.tsx';
import { MARGIN, type PlotArea } from './plot-area.ts';

export const STRIP = 52; // px
/** Bins of a strip from its lowest value to its highest. */
const BINS = 20;
export const TITLE = 22; // px above each strip

/** A hyperparameter that evolves, and where its strip lies. */
interface Strip {
  readonly declared: HyperparameterDeclaration;
  readonly index: number;
  readonly scale: ValueScale;
  readonly top: number;
}

/** A strip for each hyperparameter that evolves. */
export function stripsOf(
  history: History,
  algorithm: AlgorithmDeclaration | undefined,
  config: RunConfig | null,
): readonly Strip[] {
  const extents = hyperparameterExtents(history);
  const strips = (algorithm?.hyperparameters ?? []).flatMap((declared, index) => {
    const range = config?.hyperparameters[declared.name];
    const seen = extents[index];
    if (!range?.evolves || !seen) return [];
    const [low, high] = [Math.min(range.min, seen.low), Math.max(range.max, seen.high)];
    return [{ declared, index, scale: valueScale(low, high, declared.scale) }];
  });
  return strips.map((strip, i) => ({ ...strip, top: MARGIN.top + i * (STRIP + TITLE) }));
}

/** Spread of the population over each strip: the more agents, the clearer. */
export function Density({
  history,
  area,
  strips,
}: {
  readonly history: History;
  readonly area: PlotArea;
  readonly strips: readonly Strip[];
}) {
  const [columnsOf] = useState(() => new Map<number, ReturnType<typeof createColumns>>());
  return (
    <Painted
      size={area}
      paint={(context, palette) => {
        const [red, green, blue] = parseRgb(palette.text);
        for (const { index, scale, top } of strips) {
          context.fillStyle = palette['surface-sunken'];
          context.fillRect(area.left, top, area.window.columns * area.columnWidth, STRIP);
          const columns = columnsOf.get(index) ?? createColumns();
          columnsOf.set(index, columns);
          const look = [scale.low, scale.high, scale.scale, palette.text].join();
          const picture = columns(history, look, BINS, (generation) =>
            // The square root lets a single agent of many be seen.
            [...densityColumn(history, generation, index, scale, BINS)]
              .reverse()
              .map((share) => [red, green, blue, Math.round(220 * Math.sqrt(share))]),
          );
          drawColumns(context, picture, history, area, top, STRIP);
        }
      }}
    />
  );
}

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
