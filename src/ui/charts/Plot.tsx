import { useCallback, useMemo } from 'react';
import type { History } from '#store/history/history.ts';
import { TimeMarks } from '../genealogy/TimeMarks.tsx';
import { useSize } from '../parts/use-size.ts';
import { useTimeMarks } from '../shell/use-time-marks.ts';
import styles from './Charts.module.css';
import type { Plot } from './chart.ts';
import { Drawing } from './Drawing.tsx';
import { FiguresTooltip, figuresSentence } from './Figures.tsx';
import { marksBefore } from './frame/marked-table.ts';
import { MARGIN, plotArea, type TimeWindow } from './plot-area.ts';
import { GENERATIONS, type RunAxis } from './run-axis.ts';
import { useCursor } from './use-cursor.ts';

/** Room of the word at the end of the axis, px. */
const AXIS_NAME = 64;

/** Draws a plot: canvases, curves and marks over each other, and the cursor with its figures. */
export function PlotView({
  plot,
  history,
  window,
  axis,
}: {
  readonly plot: Plot;
  /** The lab's run, over whose generations the plot is; null: it is over another axis. */
  readonly history: History | null;
  /** The part of the axis that is shown. */
  readonly window: TimeWindow;
  /** Axis that its generations are laid out by. */
  readonly axis: RunAxis;
}) {
  const { height, margin = MARGIN, extent, scale } = plot;
  const [ref, { width }] = useSize<HTMLDivElement>();
  // Numbers along another axis lie where they are.
  const { places } = plot.otherAxis ? GENERATIONS : axis;
  const area = useMemo(
    () => plotArea({ width, height }, window, extent, margin, places, scale?.ticks),
    [width, height, window, extent, margin, places, scale],
  );
  const { stops, at, isHere, hovered, listeners } = useCursor(plot, area, history, axis);
  const marks = useTimeMarks();
  const isLabs = history !== null && !plot.otherAxis;
  const beginning = useCallback((generation: number) => area.x(generation - 0.5), [area]);
  const layers = useMemo(
    () => (
      <>
        {plot.canvas?.(area)}
        <div aria-hidden="true">
          <Drawing plot={plot} across={plot.otherAxis ?? axis.across} places={places} area={area}>
            {plot.over?.(area)}
            {isLabs && (
              <TimeMarks
                xOf={beginning}
                left={area.left}
                right={width - area.right - AXIS_NAME}
                top={area.top}
                floor={height - MARGIN.bottom}
                signY={height - 9}
              />
            )}
          </Drawing>
        </div>
      </>
    ),
    [plot, axis, places, area, width, height, beginning, isLabs],
  );
  const happened = (stop: number) => (history ? marksBefore(marks, stop) : '');
  const number = (stop: number) => (plot.otherAxis ? stop : axis.numberOf(stop));
  const spoken = at ?? stops.at(-1) ?? 0;
  const title = plot.heading?.(spoken, hovered) ?? axis.nameOf(spoken);
  const figures = [
    ...(plot.otherAxis ? [] : axis.figures(spoken)),
    ...plot.figures(spoken, hovered),
  ];
  const isSeen = at !== null && at > window.first - 1 && at < window.first + window.columns;
  const x = area.x(spoken);

  return (
    <div
      ref={ref}
      role="slider"
      tabIndex={0}
      aria-label={plot.label}
      aria-valuemin={number(stops[0] ?? 0)}
      aria-valuemax={number(stops.at(-1) ?? 0)}
      aria-valuenow={number(spoken)}
      aria-valuetext={
        stops.length === 0
          ? axis.nothing
          : [figuresSentence(title, figures), happened(spoken)].filter(Boolean).join(' ')
      }
      className={styles['chart']}
      style={{ height }}
      {...listeners}
    >
      {width > 0 && layers}
      {width > 0 && isSeen && (
        <>
          <svg
            width={width}
            height={height}
            aria-hidden="true"
            className={styles['lines']}
            data-export="no"
          >
            <rect
              x={plot.isSpan ? area.x(at - 1) : x}
              width={plot.isSpan ? x - area.x(at - 1) : 0}
              y={area.top}
              height={height - MARGIN.bottom - area.top}
              fill="none"
              stroke="var(--text-faint)"
            />
          </svg>
          {isHere && (
            <FiguresTooltip title={title} figures={figures} x={x} width={width}>
              <p>{happened(spoken)}</p>
            </FiguresTooltip>
          )}
        </>
      )}
    </div>
  );
}
