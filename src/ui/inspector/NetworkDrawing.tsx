import { useEffect, useMemo, useRef } from 'react';
import type { Connections } from '#protocol/messages.ts';
import type { LayerDifference } from '#store/history/network-shape.ts';
import { useSize } from '../parts/use-size.ts';
import { useTheme } from '../shell/theme.ts';
import styles from './Inspector.module.css';
import { type Column, networkGeometry } from './network-geometry.ts';
import { paintConnections } from './paint-network.ts';

const [TOP, HEIGHT, FOOT] = [8, 150, 32];

/** Layers from inputs to outputs: units as dots, connections as clear as they are strong. */
export function NetworkDrawing({
  layers,
  connections,
}: {
  readonly layers: readonly LayerDifference[];
  readonly connections: readonly Connections[];
}) {
  const [box, { width }] = useSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  const key = JSON.stringify(layers);
  const geometry = useMemo(
    () => networkGeometry(JSON.parse(key), connections, { width, top: TOP, height: HEIGHT }),
    [key, connections, width],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ink is the theme's.
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context || width === 0) return;
    const ratio = devicePixelRatio;
    element.width = width * ratio;
    element.height = (TOP + HEIGHT + FOOT) * ratio;
    context.scale(ratio, ratio);
    paintConnections(context, geometry, getComputedStyle(element).color);
  }, [geometry, width, theme]);

  const total = TOP + HEIGHT + FOOT;
  return (
    <div
      ref={box}
      className={styles['network']}
      style={{ height: total }}
      role="img"
      aria-label={words(layers)}
    >
      <canvas ref={canvas} style={{ width, height: total }} />
      <svg width={width} height={total} aria-hidden="true">
        {geometry.columns.map((column) => (
          <LayerColumn key={column.label} column={column} />
        ))}
      </svg>
    </div>
  );
}

function LayerColumn({ column }: { readonly column: Column }) {
  const { x, top, height, units, change, size, before, label } = column;
  const radius = Math.min(3.2, Math.max(1, height / Math.max(1, units.length) / 2.6));
  return (
    <g>
      {units.map((y) => (
        <circle
          key={y}
          cx={x}
          cy={y}
          r={radius}
          fill="var(--text)"
          stroke="var(--surface)"
          strokeWidth={radius > 2 ? 1 : 0}
        />
      ))}
      {size !== null && units.length === 0 && (
        <rect x={x - 3.5} y={top} width={7} height={height} rx={3} fill="var(--text)" />
      )}
      {change && (
        <rect
          x={x - 8}
          y={change.top - 2}
          width={16}
          height={change.height + 4}
          rx={6}
          fill="none"
          stroke="var(--family-architecture)"
          strokeWidth={1.75}
          {...(change.kind === 'removed' && { strokeDasharray: '4 3' })}
        />
      )}
      {change && (
        <text
          x={x}
          y={TOP + 4}
          className={styles['by']}
          stroke="var(--surface)"
          strokeWidth={4}
          paintOrder="stroke"
        >
          {by(size, before)}
        </text>
      )}
      <text x={x} y={TOP + HEIGHT + 15} className={styles['units']}>
        {size ?? '–'}
      </text>
      <text x={x} y={TOP + HEIGHT + 28} className={styles['layer']}>
        {label}
      </text>
    </g>
  );
}

function by(size: number | null, before: number | null): string {
  if (size === null) return `−${before}`;
  if (before === null) return 'new';
  return `${size > before ? '+' : '−'}${Math.abs(size - before)}`;
}

function words(layers: readonly LayerDifference[]): string {
  const each = layers.map(({ label, size, before }) => {
    if (size === null) return `${label} removed (${before})`;
    if (before === null) return `${label} ${size}, added`;
    return size === before ? `${label} ${size}` : `${label} ${size}, was ${before}`;
  });
  return `Layers: ${each.join('; ')}`;
}
