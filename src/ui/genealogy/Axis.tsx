import { memo } from 'react';
import { counted } from '#core/counted.ts';
import { generationNumber } from '#core/generation-number.ts';
import { generationTicks, type TreeScale } from './scale.ts';

/** Room for generations to come. */
export function Future({
  generations,
  scale,
}: {
  readonly generations: number;
  readonly scale: TreeScale;
}) {
  const end = scale.width - scale.right;
  const x = Math.max(scale.left, scale.x(generations) - scale.columnWidth / 2);
  if (end - x <= 1) return null;
  return (
    <rect
      x={x}
      y={scale.top}
      width={end - x}
      height={scale.rows * scale.rowHeight}
      fill="var(--surface-sunken)"
    />
  );
}

/** Generations below, agents at the side. */
export const Axis = memo(function Axis({
  scale,
  individual,
}: {
  readonly scale: TreeScale;
  /** Name of one of the population. */
  readonly individual: string;
}) {
  const y = scale.height - scale.bottom;
  return (
    <g fontSize={10.5} fill="var(--text-faint)" textAnchor="middle">
      {generationTicks(scale).map((generation) => (
        <g key={generation}>
          <line
            x1={scale.x(generation)}
            x2={scale.x(generation)}
            y1={y}
            y2={y + 4}
            stroke="var(--line-strong)"
          />
          <text x={scale.x(generation)} y={y + 16}>
            {generationNumber(generation)}
          </text>
        </g>
      ))}
      <text x={scale.left - 8} y={y + 16} textAnchor="end">
        gen
      </text>
      <text
        textAnchor="middle"
        transform={`translate(${scale.left - 12} ${(scale.top + y) / 2}) rotate(-90)`}
      >
        {counted(scale.rows, individual)}
      </text>
    </g>
  );
});
