import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { shortNumber } from '#core/short-number.ts';
import type { DataFacts } from '#core/strategy/figures.ts';
import type { DataConfig } from '#core/strategy/strategy-config.ts';
import { linePathOf } from '../../charts/plot-area.ts';
import { useSize } from '../../parts/use-size.ts';
import { groupSizes, rankedClasses } from '../charts/class-order.ts';
import { settingField, settingValue } from './DataSlider.tsx';
import { longTailThrough, longTailWords, shareAtRank } from './long-tail.ts';
import styles from './Stage.module.css';

const [LEFT, RIGHT, TOP, BOTTOM] = [14, 14, 12, 26]; // px
const HEIGHT = 196;
/** Opacity of the bars of head, mid and tail. */
const SHADES = { head: 0.85, mid: 0.5, tail: 0.26 };
/** The handle stands at this share of the ranks: there the curve moves most. */
const HANDLE = 0.4;

/** Training images with each class, from the most frequent to the rarest; the curve that is asked for can be dragged. */
export function FrequencyCurve({
  facts,
  data,
  onSet,
}: {
  readonly facts: DataFacts | null;
  readonly data: DataConfig;
  readonly onSet: (values: Readonly<Record<string, unknown>>) => void;
}) {
  const [ref, { width }] = useSize<HTMLDivElement>();
  const [pointed, setPointed] = useState<number | null>(null);
  const classes = facts ? rankedClasses(facts) : [];
  const most = Math.max(1, ...classes.map(({ count }) => count));
  const inner = Math.max(0, width - LEFT - RIGHT);
  const barWidth = inner / Math.max(1, classes.length);
  const down = HEIGHT - TOP - BOTTOM;
  const x = (rank: number) => LEFT + (rank + 0.5) * barWidth;
  const y = (share: number) => TOP + (1 - share) * down;
  const shown = pointed === null ? undefined : classes[pointed];
  const count = Math.max(2, classes.length || 20);
  /** Share of the ranks at which the handle stands. */
  const across = (HANDLE * count - 0.5) / (count - 1);
  let from = 0;
  return (
    <>
      <div
        ref={ref}
        className={styles['curve']}
        style={{ height: HEIGHT }}
        onPointerMove={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          const rank = Math.floor((event.clientX - box.left - LEFT) / barWidth);
          setPointed(rank >= 0 && rank < classes.length ? rank : null);
        }}
        onPointerLeave={() => setPointed(null)}
      >
        {width > 0 && facts && (
          <svg width={width} height={HEIGHT} aria-hidden="true">
            {classes.map(({ index, group, count }, rank) => (
              <rect
                key={index}
                x={LEFT + rank * barWidth}
                y={y(count / most)}
                width={Math.max(0.5, barWidth - (barWidth > 4 ? 1 : 0))}
                height={(count / most) * down}
                fill="var(--text)"
                fillOpacity={SHADES[group]}
                stroke={pointed === rank ? 'var(--text)' : 'none'}
              />
            ))}
            <path d={`M${LEFT} ${HEIGHT - BOTTOM}h${inner}`} stroke="var(--line-strong)" />
            <g fontSize={11} fill="var(--text-soft)">
              {groupSizes(facts).map(({ name, count }) => {
                const start = LEFT + from * barWidth;
                from += count;
                const end = LEFT + from * barWidth;
                return (
                  count > 0 && (
                    <g key={name}>
                      <path
                        d={`M${start + 1} ${HEIGHT - BOTTOM + 4}v4H${end - 1}v-4`}
                        fill="none"
                        stroke="var(--line-strong)"
                      />
                      <text x={(start + end) / 2} y={HEIGHT - 4} textAnchor="middle">
                        {name}
                      </text>
                    </g>
                  )
                );
              })}
              <text x={width - RIGHT} y={TOP} textAnchor="end">
                {most.toLocaleString('en-US')} images at most
              </text>
            </g>
            {data.kind !== 'own' && (
              <path
                d={linePathOf(
                  classes.map((_, rank) => [
                    x(rank),
                    y(shareAtRank(settingValue(data, 'longTail'), rank, classes.length)),
                  ]),
                )}
                className={styles['wanted']}
              />
            )}
          </svg>
        )}
        {data.kind !== 'own' && (
          <TailHandle
            longTail={settingValue(data, 'longTail')}
            left={LEFT + HANDLE * inner}
            topAt={(tail) => y(Math.exp(-tail * across))}
            tailAt={(top, highest) => longTailThrough(across, 1 - (top - TOP) / down, highest)}
            onSet={onSet}
          />
        )}
      </div>
      <p className={styles['words']} aria-live="polite">
        {shown
          ? `${shown.name}, of the ${shown.group}: ${countsOf(facts, shown.index)}.`
          : data.kind === 'own'
            ? 'Point at a bar to see which class it is.'
            : `Long tail ${shortNumber(settingValue(data, 'longTail'))}: ${longTailWords(settingValue(data, 'longTail'))}. Drag the curve to change it.`}
      </p>
    </>
  );
}

function countsOf(facts: DataFacts | null, index: number): string {
  const count = (split: 'train' | 'validation' | 'test') => facts?.counts[split][index] ?? 0;
  return `${count('train')} training, ${count('validation')} validation and ${count('test')} test images`;
}

/** Amounts by which keys move the tail. */
const KEYS: Readonly<Record<string, number>> = {
  ArrowUp: -0.1,
  ArrowLeft: -0.1,
  ArrowDown: 0.1,
  ArrowRight: 0.1,
  PageUp: -0.5,
  PageDown: 0.5,
  Home: -Infinity,
  End: Infinity,
};

/** Handle by which the curve is dragged. */
function TailHandle({
  longTail,
  left,
  topAt,
  tailAt,
  onSet,
}: {
  readonly longTail: number;
  /** px. */
  readonly left: number;
  readonly topAt: (longTail: number) => number;
  readonly tailAt: (top: number, highest: number) => number;
  readonly onSet: (values: Readonly<Record<string, unknown>>) => void;
}) {
  const { lowest, highest, path, label } = settingField('longTail');
  const dragged = useRef(false);
  const set = (to: number) => {
    const value = Math.round(Math.max(lowest, Math.min(highest, to)) * 100) / 100;
    if (value !== longTail) onSet({ [path]: value });
  };
  const drag = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.parentElement?.getBoundingClientRect();
    if (dragged.current && box) set(tailAt(event.clientY - box.top, highest));
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-orientation="vertical"
      aria-valuemin={lowest}
      aria-valuemax={highest}
      aria-valuenow={longTail}
      aria-valuetext={`${shortNumber(longTail)}: ${longTailWords(longTail)}`}
      data-control=""
      className={styles['handle']}
      style={{ left, top: topAt(longTail) }}
      onPointerDown={(event) => {
        dragged.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={drag}
      onPointerUp={() => {
        dragged.current = false;
      }}
      onPointerCancel={() => {
        dragged.current = false;
      }}
      onKeyDown={(event: KeyboardEvent) => {
        const by = KEYS[event.key];
        if (by === undefined) return;
        event.preventDefault();
        set(longTail + by);
      }}
    />
  );
}
