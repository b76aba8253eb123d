import type { ReactNode } from 'react';
import styles from './Charts.module.css';
import type { Series } from './chart.ts';

/** Keeps words readable over curves. */
export const HALO = { stroke: 'var(--surface)', strokeWidth: 3, paintOrder: 'stroke' } as const;

/** Key of the lines, bands and marks of a chart. Exported with it. */
export function Keys({ children }: { readonly children: ReactNode }) {
  return <div className={styles['key']}>{children}</div>;
}

/** A line as it is drawn, and what it is. */
export function LineKey({
  width,
  dash,
  colour = 'var(--text)',
  words,
}: {
  readonly width: number;
  readonly dash?: string | undefined;
  readonly colour?: string;
  readonly words: string;
}) {
  return (
    <span>
      <svg width="22" height="10" aria-hidden="true">
        <line
          x1="1"
          x2="21"
          y1="5"
          y2="5"
          stroke={colour}
          strokeWidth={width}
          strokeDasharray={dash}
        />
      </svg>
      <i>{words}</i>
    </span>
  );
}

/** An area of the text colour, so opaque. */
export function BandKey({ opacity, words }: { readonly opacity: number; readonly words: string }) {
  return (
    <span>
      <svg width="16" height="10" aria-hidden="true">
        <rect width="16" height="10" rx="2" fill="var(--text)" fillOpacity={opacity} />
      </svg>
      <i>{words}</i>
    </span>
  );
}

/** Any mark in a box of 14 px. */
export function MarkKey({
  words,
  children,
}: {
  readonly words: string;
  readonly children: ReactNode;
}) {
  return (
    <span>
      <svg width="14" height="14" aria-hidden="true">
        {children}
      </svg>
      <i>{words}</i>
    </span>
  );
}

/** Key of the curves of a plot, the foremost first; shares have keys of their own. */
export const SeriesKeys = ({ series }: { readonly series: readonly Series[] }) =>
  series.toReversed().map((each) => {
    if (each.words === undefined || each.kind === 'share') return null;
    return each.kind === 'line' ? (
      <LineKey key={each.of} {...each} words={each.words} />
    ) : (
      <BandKey key={each.of} opacity={each.keyOpacity ?? each.opacity} words={each.words} />
    );
  });
