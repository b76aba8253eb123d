import type { Family } from '#core/lineage.ts';
import { glyphPath, starPath } from './glyph-shapes.ts';

/** The shape of a kind of mutation, so that it is told without its colour too. Centre (x, y), about `size` wide. */
export function Glyph({
  family,
  x,
  y,
  size = 10,
}: {
  readonly family: Family;
  readonly x: number;
  readonly y: number;
  readonly size?: number;
}) {
  if (family === 'none') return null;
  return (
    <path
      d={glyphPath(family, x, y, size)}
      fill={`var(--family-${family})`}
      stroke="var(--surface)"
      strokeWidth={1.25}
      paintOrder="stroke"
    />
  );
}

/** A glyph among text. */
export function InlineGlyph({
  family,
  size = 11,
}: {
  readonly family: Family;
  readonly size?: number;
}) {
  const box = size + 3;
  return (
    <svg width={box} height={box} aria-hidden="true" focusable="false" style={{ flex: 'none' }}>
      {family === 'none' ? (
        <line
          x1={2}
          x2={box - 2}
          y1={box / 2}
          y2={box / 2}
          stroke="var(--family-none)"
          strokeWidth={1.5}
        />
      ) : (
        <Glyph family={family} x={box / 2} y={box / 2} size={size * 0.86} />
      )}
    </svg>
  );
}

/** The elite's star among text. */
export function InlineStar({ size = 12 }: { readonly size?: number }) {
  const box = size + 3;
  return (
    <svg width={box} height={box} aria-hidden="true" focusable="false" style={{ flex: 'none' }}>
      <path
        d={starPath(box / 2, box / 2 + 0.5, size)}
        fill="var(--surface)"
        stroke="var(--text)"
        strokeWidth={1.2}
      />
    </svg>
  );
}
