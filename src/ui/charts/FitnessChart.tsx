import { type KeyboardEvent, memo, useMemo, useState } from 'react';
import type { Summary } from '#store/summary.ts';
import { useSize } from '../parts/use-size.ts';
import { useEnvironment, useLab, useLabState } from '../shell/lab-context.ts';
import { Axes } from './Axes.tsx';
import styles from './Charts.module.css';
import { FitnessTooltip, fitnessSentence } from './FitnessTooltip.tsx';
import { type FitnessPoint, fitnessPoints } from './fitness-points.ts';
import { bandPath, linePathOf, type PlotArea, plotArea } from './plot-area.ts';

/**
 * Best so far, the generation's best, median and mean told apart by weight and dash; bands from worst to best. A
 * generation under the pointer, or moved to by the arrow keys, is told; pressing it selects its best agent.
 */
export function FitnessChart({
  summaries,
  version,
}: {
  readonly summaries: readonly Summary[];
  readonly version: number;
}) {
  const lab = useLab();
  const [ref, size] = useSize<HTMLDivElement>();
  const [pointed, setPointed] = useState<number | null>(null);
  const hovered = useLabState((state) => state.hover?.generation ?? null);
  const returnRange = useEnvironment()?.returnRange;
  const target = useLabState((state) =>
    state.config?.target.enabled ? state.config.target.fitness : null,
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that the summaries have grown.
  const points = useMemo(() => fitnessPoints(summaries), [summaries, version]);
  const area = useMemo(() => {
    const values =
      points.length === 0 ? (returnRange ?? [0, 1]) : points.flatMap(({ range }) => range);
    return plotArea(size, points.at(-1)?.generation ?? 0, values);
  }, [points, size, returnRange]);
  const shown = nearest(points, pointed ?? hovered);

  const choose = (generation: number) => {
    const agent = summaries[generation]?.bestAgent;
    if (agent !== undefined) lab.select({ generation, agent });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const last = points.at(-1)?.generation;
    if (last === undefined) return;
    const at = shown?.generation ?? last;
    const moves: Record<string, number> = {
      ArrowLeft: Math.max(0, at - 1),
      ArrowRight: Math.min(last, at + 1),
      Home: 0,
      End: last,
    };
    const to = moves[event.key];
    if (to !== undefined) setPointed(to);
    else if (event.key === 'Enter') choose(at);
    else return;
    event.preventDefault();
  };

  return (
    <figure>
      <div
        ref={ref}
        role="slider"
        tabIndex={0}
        aria-label="Fitness per generation"
        aria-valuemin={0}
        aria-valuemax={points.at(-1)?.generation ?? 0}
        aria-valuenow={(shown ?? points.at(-1))?.generation ?? 0}
        aria-valuetext={fitnessSentence(shown ?? points.at(-1))}
        className={styles['chart']}
        onKeyDown={onKeyDown}
        onBlur={() => setPointed(null)}
        onPointerMove={({ clientX, currentTarget }) =>
          setPointed(area.generationAt(clientX - currentTarget.getBoundingClientRect().left))
        }
        onPointerLeave={() => setPointed(null)}
        onClick={() => pointed !== null && choose(pointed)}
      >
        {size.width > 0 && (
          <svg width={size.width} height={size.height} aria-hidden="true">
            <Axes area={area} />
            <Curves points={points} area={area} />
            {target !== null && <Target area={area} value={target} />}
            {shown && <Cursor area={area} point={shown} />}
          </svg>
        )}
        {points.length === 0 && (
          <p className={styles['waiting']}>The first point comes with the first generation.</p>
        )}
        {shown && pointed !== null && <FitnessTooltip point={shown} area={area} />}
      </div>
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

const Curves = memo(function Curves({
  points,
  area,
}: {
  readonly points: readonly FitnessPoint[];
  readonly area: PlotArea;
}) {
  const along = (value: (point: FitnessPoint) => number) =>
    points.map((point) => [area.x(point.generation), area.y(value(point))] as const);
  const band = (of: 'range' | 'quartiles') =>
    bandPath(
      along((point) => point[of][1]),
      along((point) => point[of][0]),
    );
  const line = (of: 'best' | 'bestSoFar' | 'median' | 'mean') =>
    linePathOf(along((point) => point[of]));
  const [only] = points;
  return (
    <g fill="none" strokeLinejoin="round">
      <path d={band('range')} fill="var(--text)" fillOpacity={0.07} />
      <path d={band('quartiles')} fill="var(--text)" fillOpacity={0.13} />
      <path
        d={line('mean')}
        stroke="var(--text-faint)"
        strokeWidth={1.25}
        strokeDasharray="1.5 3"
      />
      <path d={line('median')} stroke="var(--text-soft)" strokeWidth={1.5} strokeDasharray="6 3" />
      <path d={line('best')} stroke="var(--text)" strokeWidth={1.25} />
      <path d={line('bestSoFar')} stroke="var(--text)" strokeWidth={2.5} />
      {only && points.length === 1 && (
        <circle cx={area.x(only.generation)} cy={area.y(only.best)} r={3} fill="var(--text)" />
      )}
    </g>
  );
});

function Target({ area, value }: { readonly area: PlotArea; readonly value: number }) {
  const y = area.y(value);
  if (y < area.top || y > area.height - area.bottom) return null;
  return (
    <g>
      <line
        x1={area.left}
        x2={area.width - area.right}
        y1={y}
        y2={y}
        stroke="var(--text-faint)"
        strokeDasharray="2 4"
      />
      <text
        x={area.left + 4}
        y={y + 13}
        fontSize={11}
        fill="var(--text-soft)"
        stroke="var(--surface)"
        strokeWidth={3}
        paintOrder="stroke"
      >
        target {value}
      </text>
    </g>
  );
}

function Cursor({ area, point }: { readonly area: PlotArea; readonly point: FitnessPoint }) {
  const x = area.x(point.generation);
  return (
    <g>
      <line
        x1={x}
        x2={x}
        y1={area.top}
        y2={area.height - area.bottom}
        stroke="var(--line-strong)"
      />
      <circle
        cx={x}
        cy={area.y(point.best)}
        r={4}
        fill="var(--surface)"
        stroke="var(--text)"
        strokeWidth={2}
      />
    </g>
  );
}

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

/** Of thinned points the one nearest to a generation. */
function nearest(
  points: readonly FitnessPoint[],
  generation: number | null,
): FitnessPoint | undefined {
  if (generation === null) return undefined;
  let best: FitnessPoint | undefined;
  for (const point of points)
    if (!best || Math.abs(point.generation - generation) < Math.abs(best.generation - generation))
      best = point;
  return best;
}
