import type { LayerDifference } from '#store/history/network-shape.ts';
import { networkGeometry } from '../../inspector/network-geometry.ts';
import styles from './Pictures.module.css';

const SIZE = { width: 220, top: 6, height: 66 };

/** A network's layers with what a mutation added to or took from them, and how many units each has and had. */
export function LayersPicture({ layers }: { readonly layers: readonly LayerDifference[] }) {
  const { columns } = networkGeometry(layers, [], SIZE);
  return (
    <svg viewBox="0 0 220 96" aria-hidden="true" className={styles['picture']}>
      {columns.slice(1).map((to, i) => {
        const from = columns[i];
        return from ? (
          <path
            key={to.label}
            d={`M${from.x} ${from.top}L${to.x} ${to.top}V${to.top + to.height}L${from.x} ${from.top + from.height}Z`}
            fill="var(--line)"
            opacity={0.6}
          />
        ) : null;
      })}
      {columns.map(({ label, x, top, height, change, size, before }) => (
        <g key={label}>
          <rect x={x - 3.5} y={top} width={7} height={height} rx={3} fill="var(--text)" />
          {change && (
            <rect
              x={x - 5}
              y={change.top}
              width={10}
              height={change.height}
              rx={3}
              fill={change.kind === 'added' ? 'var(--family-architecture)' : 'none'}
              stroke="var(--family-architecture)"
              strokeWidth={1.5}
              strokeDasharray={change.kind === 'added' ? undefined : '3 2'}
            />
          )}
          <text x={x} y={90} textAnchor="middle" fontWeight={change ? 700 : 400}>
            {change ? `${before ?? 0}→${size ?? 0}` : size}
          </text>
        </g>
      ))}
    </svg>
  );
}
