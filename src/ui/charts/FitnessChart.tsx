import { memo, useMemo } from 'react';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { shortNumber } from '#store/mutation-words.ts';
import type { Summary } from '#store/summary.ts';
import { usePaced } from '../parts/use-paced.ts';
import { useEnvironment, useLabState } from '../shell/lab-context.ts';
import styles from './Charts.module.css';
import { FitnessTooltip } from './FitnessTooltip.tsx';
import { type FitnessPoint, fitnessPoints, niceTicks } from './fitness-points.ts';

const HEIGHT = 210;
const TICK = { fill: 'var(--text-faint)', fontSize: 11 } as const;
const MARGIN = { top: 8, right: 14, bottom: 0, left: 0 } as const;
const STILL = { isAnimationActive: false, activeDot: false, dot: false } as const;
/** An update of Recharts costs as much as all other panels together, ms. */
const UPDATE_MS = 800;

/** Best so far, the generation's best, median and mean told apart by weight and dash; bands from worst to best. */
export function FitnessChart({
  summaries,
  version: newest,
}: {
  readonly summaries: readonly Summary[];
  readonly version: number;
}) {
  const version = usePaced(newest, UPDATE_MS);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that the summaries have grown.
  const points = useMemo(() => fitnessPoints(summaries), [summaries, version]);
  const returnRange = useEnvironment()?.returnRange ?? [0, 1];
  const target = useLabState((state) =>
    state.config?.target.enabled ? state.config.target.fitness : null,
  );
  const values = points.length === 0 ? returnRange : points.flatMap(({ range }) => range);
  const ticks = niceTicks(Math.min(...values), Math.max(...values), 4);
  return (
    <figure aria-label="Fitness per generation">
      <Chart points={points} target={target} ticks={ticks} />
      <figcaption className={styles['key']}>
        <Key width={2.5} words="best so far" />
        <Key width={1.25} words="best" />
        <Key width={1.5} dash="6 3" words="median" />
        <Key width={1.25} dash="1.5 3" words="mean" />
        <span>
          <i className={styles['band']} data-depth="2" />
          middle half
        </span>
        <span>
          <i className={styles['band']} />
          all
        </span>
      </figcaption>
    </figure>
  );
}

/**
 * With ticks given, Recharts measures no text, and areas without a fill spare it the length of each line: measuring
 * forces a layout every time.
 */
const Chart = memo(
  function Chart({
    points,
    target,
    ticks,
  }: {
    readonly points: readonly FitnessPoint[];
    readonly target: number | null;
    readonly ticks: readonly number[];
  }) {
    const last = Math.max(5, points.at(-1)?.generation ?? 0);
    const generations = niceTicks(0, last, 8).filter(
      (tick) => tick <= last && Number.isInteger(tick),
    );
    const [low, high] = [ticks[0] ?? 0, ticks.at(-1) ?? 1];
    return (
      <ResponsiveContainer width="100%" height={HEIGHT}>
        <ComposedChart data={[...points]} margin={MARGIN}>
          <CartesianGrid
            stroke="var(--line)"
            verticalCoordinatesGenerator={() => []}
            horizontalCoordinatesGenerator={({ yAxis }) =>
              ticks.map((tick) => yAxis?.scale?.map(tick) ?? 0)
            }
          />
          <XAxis
            dataKey="generation"
            type="number"
            domain={[0, last]}
            ticks={generations}
            interval={0}
            tick={TICK}
            tickLine={false}
            axisLine={{ stroke: 'var(--line-strong)' }}
          />
          <YAxis
            width={44}
            domain={[low, high]}
            ticks={[...ticks]}
            interval={0}
            tick={TICK}
            tickLine={false}
            axisLine={false}
            tickFormatter={shortNumber}
          />
          {target !== null && target >= low && target <= high && (
            <ReferenceLine y={target} stroke="var(--text-faint)" strokeDasharray="2 4" />
          )}
          <Area dataKey="range" stroke="none" fill="var(--text)" fillOpacity={0.07} {...STILL} />
          <Area
            dataKey="quartiles"
            stroke="none"
            fill="var(--text)"
            fillOpacity={0.13}
            {...STILL}
          />
          <Area
            fill="none"
            dataKey="mean"
            stroke="var(--text-faint)"
            strokeWidth={1.25}
            strokeDasharray="1.5 3"
            {...STILL}
          />
          <Area
            fill="none"
            dataKey="median"
            stroke="var(--text-soft)"
            strokeWidth={1.5}
            strokeDasharray="6 3"
            {...STILL}
          />
          <Area fill="none" dataKey="best" stroke="var(--text)" strokeWidth={1.25} {...STILL} />
          <Area fill="none" dataKey="bestSoFar" stroke="var(--text)" strokeWidth={2.5} {...STILL} />
          <Tooltip
            content={<FitnessTooltip />}
            isAnimationActive={false}
            cursor={{ stroke: 'var(--line-strong)' }}
          />
        </ComposedChart>
      </ResponsiveContainer>
    );
  },
  (before, after) => before.points === after.points && before.target === after.target,
);

function Key({
  width,
  dash,
  words,
}: {
  readonly width: number;
  readonly dash?: string;
  readonly words: string;
}) {
  return (
    <span>
      <svg width="22" height="8" aria-hidden="true">
        <line
          x1="1"
          x2="21"
          y1="4"
          y2="4"
          stroke="var(--text)"
          strokeWidth={width}
          strokeDasharray={dash}
        />
      </svg>
      {words}
    </span>
  );
}
