import { rampOf } from './bar-ramp.ts';
import styles from './Decisions.module.css';

/** A bar from 0 with its name and its number. */
export interface Bar {
  readonly key: string;
  readonly label: string;
  readonly value: number;
  /** The number as it is told; others beside it. */
  readonly words: string;
  /** Set when it stands out from the rest. */
  readonly isMarked?: boolean;
  readonly fill?: string;
}

/** Signed bars below each other on one scale; a dot stands before what is marked. */
export function Bars({
  title,
  bars,
  reach,
  nothing,
}: {
  readonly title: string;
  readonly bars: readonly Bar[];
  /** The scale's end on either side; as the bars need where it is missing. */
  readonly reach?: number;
  /** Words where there are no bars. */
  readonly nothing: string;
}) {
  const { left, share } = rampOf(
    bars.map(({ value }) => value),
    reach,
  );
  return (
    <div className={styles['bars']}>
      <h4>{title}</h4>
      {bars.length === 0 ? (
        <p>{nothing}</p>
      ) : (
        <dl>
          {bars.map(({ key, label, value, words, isMarked = false, fill = 'var(--text-soft)' }) => (
            <div key={key} data-marked={isMarked}>
              <dt>
                {isMarked && <span aria-hidden="true">● </span>}
                {label}
              </dt>
              <dd>
                <svg width="100%" height="12" aria-hidden="true">
                  <line x1={left} x2={left} y1="0" y2="12" stroke="var(--line-strong)" />
                  <rect {...share(value)} y="1" height="10" fill={fill} />
                </svg>
                <span>{words}</span>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
