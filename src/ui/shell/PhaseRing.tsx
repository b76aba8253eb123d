import { PHASES } from '#protocol/messages.ts';
import { useLabState } from './lab-context.ts';
import styles from './PhaseRing.module.css';

const WORDS = { train: 'Train', evaluate: 'Evaluate', select: 'Select', mutate: 'Mutate' } as const;
const RADIUS = 11;
const QUARTER = (2 * Math.PI * RADIUS) / 4;
const GAP = 4;

/** The four phases of a generation, and where the run is in them. */
export function PhaseRing() {
  const kind = useLabState((state) => state.status.kind);
  // Slow motion tells of one phase: that is the one to mark.
  const phase = useLabState(({ slowMotion, slowMotionPart, progress }) =>
    slowMotion !== null && slowMotionPart !== 'all' ? slowMotionPart : progress?.phase,
  );
  const done = useLabState((state) => state.progress?.done ?? 0);
  const active = kind === 'running' || kind === 'paused' ? phase : undefined;
  return (
    <div className={styles['phases']}>
      <svg width="28" height="28" viewBox="-14 -14 28 28" aria-hidden="true">
        {PHASES.map((name, i) => {
          const share = name !== active ? 0 : name === 'train' ? done : 1;
          const arc = {
            r: RADIUS,
            fill: 'none',
            strokeWidth: 3,
            strokeLinecap: 'round',
            transform: `rotate(${i * 90 - 90 + 10})`,
          } as const;
          return (
            <g key={name}>
              <circle
                {...arc}
                stroke="var(--line-strong)"
                strokeDasharray={`${QUARTER - GAP} 999`}
              />
              {share > 0 && (
                <circle
                  {...arc}
                  stroke="var(--text)"
                  strokeDasharray={`${(QUARTER - GAP) * share} 999`}
                />
              )}
            </g>
          );
        })}
      </svg>
      <ol className={styles['words']} aria-label="Phase">
        {PHASES.map((name) => (
          <li key={name} aria-current={name === active ? 'step' : undefined}>
            {WORDS[name]}
          </li>
        ))}
      </ol>
    </div>
  );
}
