import type { Family } from '#core/lineage.ts';

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
  const r = size / 2;
  const paint = {
    fill: `var(--family-${family})`,
    stroke: 'var(--surface)',
    strokeWidth: 1.25,
    paintOrder: 'stroke',
  } as const;
  switch (family) {
    case 'none':
      return null;
    case 'architecture':
      return (
        <rect x={x - r * 0.88} y={y - r * 0.88} width={r * 1.76} height={r * 1.76} {...paint} />
      );
    case 'parameters':
      return <circle cx={x} cy={y} r={r} {...paint} />;
    case 'activation':
      return (
        <path d={`M${x} ${y - r * 1.1}L${x + r * 1.1} ${y + r * 0.8}H${x - r * 1.1}Z`} {...paint} />
      );
    case 'hyperparameter':
      return (
        <path
          d={`M${x} ${y - r * 1.2}L${x + r * 1.2} ${y}L${x} ${y + r * 1.2}L${x - r * 1.2} ${y}Z`}
          {...paint}
        />
      );
    default:
      return family satisfies never;
  }
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
