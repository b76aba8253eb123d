import { type KeyboardEvent, useMemo, useState } from 'react';
import { compactNumber } from '#core/compact-number.ts';
import { type Configuration, type Figure, isControl } from '#store/compare/run-curve.ts';
import { shortNumber } from '#store/mutation-words.ts';
import charts from '../charts/Charts.module.css';
import { type Figures, FiguresTooltip, figuresSentence } from '../charts/Figures.tsx';
import { niceTicks, tickWords } from '../charts/fitness-points.ts';
import { bandPath, extentOf, linePathOf } from '../charts/plot-area.ts';
import { useSize } from '../parts/use-size.ts';
import type { Line } from './compare-tables.ts';
import { apart } from './direct-labels.ts';
import { colourOf, dashesOf } from './line-styles.ts';

const HEIGHT = 380; // px
const [LEFT, TOP, BOTTOM] = [48, 24, 38];
/** Room for the letters at the ends of lines. */
const RIGHT = 44;
const RIGHT_OF_CONTROL = 84;

const endWords = (configuration: Configuration): string =>
  `${configuration.letter}${isControl(configuration) ? ' control' : ''}`;

/** The lines of a comparison. Pointing at, or moving to, a number of steps tells what each has reached by then. */
export function ComparePlot({
  lines,
  figure,
  raw,
}: {
  readonly lines: readonly Line[];
  readonly figure: Figure;
  readonly raw: boolean;
}) {
  const [ref, { width }] = useSize<HTMLDivElement>();
  const [pointed, setPointed] = useState<number | null>(null);
  const stops = useMemo(
    () =>
      [...new Set(lines.flatMap(({ points }) => points.map(({ steps }) => steps)))].sort(
        (a, b) => a - b,
      ),
    [lines],
  );
  const configurations = lines.map(({ configuration }) => configuration);
  const dashes = dashesOf(configurations);
  const right = configurations.some(isControl) ? RIGHT_OF_CONTROL : RIGHT;
  const runs = raw ? lines.flatMap(({ configuration }) => configuration.runs) : [];
  const heights = extentOf([
    ...lines.flatMap(({ points }) => points.flatMap(({ mean, low, high }) => [mean, low, high])),
    ...runs.flatMap(({ summaries }) => summaries.map((each) => each[figure])),
  ]);
  const ticks = niceTicks(heights?.low ?? 0, heights?.high ?? 1, 5);
  const words = tickWords(ticks);
  const across = niceTicks(
    0,
    Math.max(stops.at(-1) ?? 1, ...runs.map(({ summaries }) => summaries.at(-1)?.steps ?? 0)),
    width < 500 ? 3 : 6,
  );
  const [low, high] = [ticks[0] as number, ticks.at(-1) as number]; // there are always two
  const end = across.at(-1) as number;
  const plot = Math.max(1, width - LEFT - right);
  const floor = HEIGHT - BOTTOM;
  const x = (steps: number) => LEFT + (steps / end) * plot;
  const y = (value: number) => TOP + (1 - (value - low) / (high - low)) * (floor - TOP);
  const told = (steps: number): Figures =>
    lines.flatMap(({ configuration: { letter, runs: own }, points }) => {
      const point = points.findLast((each) => each.steps <= steps);
      if (!point || steps > (points.at(-1)?.steps ?? 0)) return [];
      const spread =
        own.length > 1 ? ` (${shortNumber(point.low)} – ${shortNumber(point.high)})` : '';
      return [[letter, `${shortNumber(point.mean)}${spread}`] as const];
    });
  const nearest = (steps: number) =>
    stops.reduce(
      (best, stop) => (Math.abs(stop - steps) < Math.abs(best - steps) ? stop : best),
      stops[0] ?? 0,
    );
  const onKeyDown = (event: KeyboardEvent) => {
    const at = pointed === null ? stops.length - 1 : stops.indexOf(pointed);
    const moves: Record<string, number> = {
      ArrowLeft: at - 1,
      ArrowRight: at + 1,
      PageUp: at - 10,
      PageDown: at + 10,
      Home: 0,
      End: stops.length - 1,
    };
    const to = moves[event.key];
    if (to === undefined || stops.length === 0) return;
    event.preventDefault();
    setPointed(stops[Math.min(stops.length - 1, Math.max(0, to))] ?? null);
  };
  const shown = pointed ?? stops.at(-1) ?? 0;
  const labels = apart(
    lines.flatMap(({ configuration, points }, i) => {
      const last = points.at(-1);
      return last
        ? [
            {
              text: endWords(configuration),
              x: x(last.steps),
              y: y(last.mean),
              colour: colourOf(i),
            },
          ]
        : [];
    }),
    { top: TOP, bottom: floor },
  );

  return (
    <div
      ref={ref}
      role="slider"
      tabIndex={0}
      aria-label="Fitness over environment steps"
      aria-valuemin={0}
      aria-valuemax={stops.at(-1) ?? 0}
      aria-valuenow={shown}
      aria-valuetext={figuresSentence(`After ${shortNumber(shown)} steps`, told(shown))}
      className={charts['chart']}
      style={{ height: HEIGHT }}
      onKeyDown={onKeyDown}
      onBlur={() => setPointed(null)}
      onPointerMove={({ clientX, currentTarget }) => {
        const box = currentTarget.getBoundingClientRect();
        if (stops.length > 0) setPointed(nearest(((clientX - box.left - LEFT) / plot) * end));
      }}
      onPointerLeave={() => setPointed(null)}
    >
      {width > 0 && (
        <svg width={width} height={HEIGHT} aria-hidden="true" className={charts['lines']}>
          <g fontSize={11} fill="var(--text-faint)">
            {ticks.map((tick) => (
              <g key={tick}>
                <line x1={LEFT} x2={width - right} y1={y(tick)} y2={y(tick)} stroke="var(--line)" />
                <text x={LEFT - 8} y={y(tick) + 4} textAnchor="end">
                  {words(tick)}
                </text>
              </g>
            ))}
            <text x={14} y={12}>
              fitness (mean return)
            </text>
            <line x1={LEFT} x2={width - right} y1={floor} y2={floor} stroke="var(--line-strong)" />
            {across.map((tick) => (
              <text key={tick} x={x(tick)} y={floor + 16} textAnchor="middle">
                {compactNumber(tick)}
              </text>
            ))}
            <text x={width - right} y={floor + 32} textAnchor="end">
              environment steps of the whole population
            </text>
          </g>
          {lines.map(({ configuration, points }, i) => (
            <g key={configuration.letter} fill="none" strokeLinejoin="round">
              {configuration.runs.length > 1 && (
                <path
                  d={bandPath(
                    points.map((point) => [x(point.steps), y(point.high)]),
                    points.map((point) => [x(point.steps), y(point.low)]),
                  )}
                  fill={colourOf(i)}
                  fillOpacity={0.13}
                />
              )}
              {raw &&
                configuration.runs.length > 1 &&
                configuration.runs.map(({ record, summaries }) => (
                  <path
                    key={record.id}
                    d={linePathOf(
                      summaries
                        .filter((each) => !Number.isNaN(each[figure]))
                        .map((each) => [x(each.steps), y(each[figure])]),
                    )}
                    stroke={colourOf(i)}
                    strokeOpacity={0.55}
                    strokeWidth={0.8}
                    strokeDasharray={dashes[i]}
                  />
                ))}
              <path
                d={linePathOf(
                  points
                    .filter(({ mean }) => !Number.isNaN(mean))
                    .map((point) => [x(point.steps), y(point.mean)]),
                )}
                stroke={colourOf(i)}
                strokeWidth={2.2}
                strokeDasharray={dashes[i]}
              />
            </g>
          ))}
          <g fontSize={12.5} fontWeight={700}>
            {labels.map(({ text, x: at, y: height, labelY, colour }) => (
              <g key={text}>
                {Math.abs(labelY - height) > 3 && (
                  <line x1={at + 2} x2={at + 9} y1={height} y2={labelY} stroke={colour} />
                )}
                <text x={at + 11} y={labelY + 4} fill="var(--text)">
                  {text}
                </text>
              </g>
            ))}
          </g>
          {pointed !== null && (
            <line
              data-export="no"
              x1={x(pointed)}
              x2={x(pointed)}
              y1={TOP}
              y2={floor}
              stroke="var(--text-faint)"
            />
          )}
        </svg>
      )}
      {pointed !== null && (
        <div
          className={charts['tooltip']}
          data-export="no"
          style={
            x(pointed) > width / 2 ? { right: width - x(pointed) + 12 } : { left: x(pointed) + 12 }
          }
        >
          <FiguresTooltip title={`${shortNumber(pointed)} steps`} figures={told(pointed)} />
        </div>
      )}
    </div>
  );
}
