import { useState } from 'react';
import { shortNumber } from '#store/words/mutation-words.ts';
import styles from './RangeSlider.module.css';
import { type SliderRange, STOPS, stopOf, valueAt } from './slider-scale.ts';

interface Range {
  readonly min: number;
  readonly max: number;
}

/**
 * Two thumbs on one track, logarithmic where the values span decades. A mark shows where the value starts; neither thumb
 * passes it.
 */
export function RangeSlider({
  label,
  over,
  min,
  max,
  mark,
  values = [],
  onCommit,
}: Range & {
  readonly label: string;
  readonly over: SliderRange;
  readonly mark: number;
  /** Values of the living, as a histogram behind the track. */
  readonly values?: readonly number[];
  readonly onCommit: (range: Range) => void;
}) {
  const [moved, setMoved] = useState<Range | null>(null);
  const now = moved ?? { min, max };
  const commit = () => {
    if (moved && (moved.min !== min || moved.max !== max)) onCommit(moved);
    setMoved(null);
  };
  /** Range after a thumb was moved: up to the value, and to the other thumb where that lies beyond. */
  const stopped = (end: 'min' | 'max', to: number): Range =>
    end === 'min'
      ? { ...now, min: Math.min(to, ...[mark, now.max].filter((other) => other >= now.min)) }
      : { ...now, max: Math.max(to, ...[mark, now.min].filter((other) => other <= now.max)) };
  const percent = (value: unknown) => (stopOf(over, value) / STOPS) * 100;
  const thumb = (end: 'min' | 'max') => (
    <input
      type="range"
      min={0}
      max={STOPS}
      value={stopOf(over, now[end])}
      aria-label={`${end === 'min' ? 'Lowest' : 'Highest'} ${label.toLowerCase()}, slider`}
      aria-valuetext={typeof now[end] === 'number' ? shortNumber(now[end]) : 'no number'}
      onChange={(event) => setMoved(stopped(end, valueAt(over, Number(event.target.value))))}
      onPointerUp={commit}
      onKeyUp={commit}
      onBlur={commit}
    />
  );
  return (
    <div className={styles['range']}>
      <Histogram shares={values.map((value) => stopOf(over, value) / STOPS)} />
      <div className={styles['track']}>
        <div
          className={styles['fill']}
          style={{ left: `${percent(now.min)}%`, right: `${100 - percent(now.max)}%` }}
        />
        <div className={styles['mark']} style={{ left: `${percent(mark)}%` }} />
      </div>
      {thumb('min')}
      {thumb('max')}
    </div>
  );
}

const BINS = 24;

/** Histogram of some shares in [0, 1]. Empty bins take their place. */
function Histogram({ shares }: { readonly shares: readonly number[] }) {
  if (shares.length === 0) return null;
  const counts = new Array<number>(BINS).fill(0);
  for (const share of shares) {
    const bin = Math.min(BINS - 1, Math.max(0, Math.floor(share * BINS)));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const most = Math.max(...counts);
  return (
    <svg
      viewBox={`0 0 ${BINS} 1`}
      preserveAspectRatio="none"
      aria-hidden="true"
      className={styles['histogram']}
    >
      {counts.map((count, bin) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a bin is its place.
        <rect key={bin} x={bin + 0.1} y={1 - count / most} width={0.8} height={count / most} />
      ))}
    </svg>
  );
}
