import styles from './Pictures.module.css';

const COLUMNS = 14;
const ROWS = 5;
const NUDGED = new Set([3, 9, 22, 30, 47, 58, 66]);

/** Sizes of weights, −1 to 1, that look like a layer's: drawn, not measured. */
const weight = (i: number) => Math.sin(i * 12.9898) * 0.9;

/** A layer's weights as squares, those that were nudged framed. */
export function WeightsPicture() {
  return (
    <svg viewBox="0 0 220 96" aria-hidden="true" className={styles['picture']}>
      {Array.from({ length: COLUMNS * ROWS }, (_, i) => {
        const nudged = NUDGED.has(i);
        const size = 4 + 7 * Math.abs(weight(nudged ? i + 40 : i));
        const [x, y] = [17 + (i % COLUMNS) * 14.3, 14 + Math.floor(i / COLUMNS) * 17];
        return (
          <g key={`${x} ${y}`}>
            <rect
              x={x - size / 2}
              y={y - size / 2}
              width={size}
              height={size}
              fill={nudged ? 'var(--family-parameters)' : 'var(--text-faint)'}
            />
            {nudged && (
              <rect
                x={x - 7}
                y={y - 8}
                width={14}
                height={16}
                rx={3}
                fill="none"
                stroke="var(--family-parameters)"
              />
            )}
          </g>
        );
      })}
    </svg>
  );
}
