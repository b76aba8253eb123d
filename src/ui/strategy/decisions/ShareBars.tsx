import { Keys, MarkKey } from '../../charts/Key.tsx';
import { useSize } from '../../parts/use-size.ts';
import styles from './Decisions.module.css';

/** A whole that is made of shares, in one bar. */
export interface ShareBar {
  readonly name: string;
  /** Number of cases it is of, in words. */
  readonly count: string;
  readonly parts: readonly {
    readonly word: string;
    readonly share: number;
    readonly colour: string;
  }[];
}

export interface ShareGroup {
  readonly title: string;
  readonly bars: readonly ShareBar[];
}

const [TITLE, BAR, GAP] = [20, 20, 4]; // px
const CHARACTER = 6.6; // px, about

/** Shares as bars of equal length, group by group; a part has its name where there is room. */
export function ShareBars({
  groups,
  left,
}: {
  readonly groups: readonly ShareGroup[];
  readonly left: number;
}) {
  const [ref, { width }] = useSize<HTMLDivElement>();
  const right = width > 500 ? 90 : 14;
  const wide = Math.max(0, width - left - right);
  let top = 0;
  const placed = groups.map((group) => {
    const from = top;
    top += TITLE + group.bars.length * (BAR + GAP) + 8;
    return { ...group, from };
  });
  return (
    <div ref={ref} className={styles['shares']} style={{ height: top }}>
      <svg width={width} height={top} aria-hidden="true">
        {placed.map(({ title, bars, from }) => (
          <g key={title} fontSize={11}>
            <text x={left} y={from + 14} fontWeight={600} fill="var(--text)">
              {title}
            </text>
            {bars.map(({ name, count, parts }, at) => {
              const y = from + TITLE + at * (BAR + GAP);
              let x = left;
              return (
                <g key={name}>
                  <text x={left - 8} y={y + 14} textAnchor="end" fill="var(--text-soft)">
                    {name.length * CHARACTER < left - 8
                      ? name
                      : `${name.slice(0, Math.floor((left - 14) / CHARACTER))}…`}
                  </text>
                  {parts.map(({ word, share, colour }) => {
                    const own = { x, width: share * wide };
                    x += own.width;
                    const label = `${word} ${Math.round(100 * share)} %`;
                    const fitting = [label, word].find(
                      (text) => text.length * CHARACTER + 8 < own.width,
                    );
                    return (
                      <g key={word}>
                        <rect {...own} y={y} height={BAR} fill={colour} stroke="var(--surface)" />
                        {fitting && (
                          <text x={own.x + 4} y={y + 14} fill="var(--text)">
                            {fitting}
                          </text>
                        )}
                      </g>
                    );
                  })}
                  {right > 50 && (
                    <text x={left + wide + 8} y={y + 14} fill="var(--text-faint)">
                      {count}
                    </text>
                  )}
                </g>
              );
            })}
          </g>
        ))}
      </svg>
    </div>
  );
}

/** Key to the colours of each group, where bars are too short for names. */
export const PartKeys = ({ groups }: { readonly groups: readonly ShareGroup[] }) =>
  groups.map(({ title, bars }) => {
    const parts = new Map(
      bars.flatMap(({ parts: own }) => own.map(({ word, colour }) => [word, colour])),
    );
    return (
      <Keys key={title}>
        {[...parts].map(([word, colour]) => (
          <MarkKey key={word} words={word}>
            <rect x="1" y="2" width="12" height="10" fill={colour} />
          </MarkKey>
        ))}
      </Keys>
    );
  });
