import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useCallback,
  useMemo,
  useState,
} from 'react';
import { generationNumber } from '#core/generation-number.ts';
import type { History } from '#store/history.ts';
import { useShownWindow } from '../genealogy/shown-window.ts';
import { TimeMarks } from '../genealogy/TimeMarks.tsx';
import { useSize } from '../parts/use-size.ts';
import { choose } from '../shell/choose.ts';
import { useLab, useLabState } from '../shell/lab-context.ts';
import { useTimeMarks } from '../shell/use-time-marks.ts';
import styles from './Charts.module.css';
import { marksBefore } from './frame/marked-table.ts';
import {
  type Extent,
  MARGIN,
  type Margin,
  type PlotArea,
  plotArea,
  type TimeWindow,
} from './plot-area.ts';
import { useTimeWindow } from './use-time-window.ts';

/** Room of the word at the end of the axis, px. */
const AXIS_NAME = 64;

interface TimeChartProps {
  readonly history: History | null;
  readonly label: string;
  /** CSS pixels. */
  readonly height: number;
  readonly extent: Extent | null;
  readonly margin?: Margin;
  /** What is told of a generation, as a sentence. */
  readonly sentence: (generation: number) => string;
  /** What is told of it in figures beside the cursor. */
  readonly tooltip?: (generation: number) => ReactNode;
  /** The agent at a place; without, the best of the generation. Null: there is none near. */
  readonly agentAt?: (area: PlotArea, x: number, y: number) => Pointed | null;
  /** Drawn under the SVG: canvases. */
  readonly under?: (area: PlotArea) => ReactNode;
  /** SVG. */
  readonly children: (area: PlotArea) => ReactNode;
}

interface Pointed {
  readonly generation: number;
  readonly agent: number;
}

/**
 * A picture over generations. A generation under the pointer, or moved to by the arrow keys, is told here and marked in
 * all other charts and in the genealogy; pressing selects the agent there, or the generation's best.
 */
export function TimeChart(props: TimeChartProps) {
  const { history, label, height, extent, margin = MARGIN, sentence, tooltip, agentAt } = props;
  const lab = useLab();
  const [ref, { width }] = useSize<HTMLDivElement>();
  const [isPointed, setPointed] = useState(false);
  const window = useTimeWindow(history);
  const hovered = useLabState((state) =>
    state.hover && state.hover.run === history?.run ? state.hover.generation : null,
  );
  const area = useMemo(
    () => plotArea({ width, height }, window, extent, margin),
    [width, height, window, extent, margin],
  );
  const beginning = useCallback(
    (generation: number) => area.x(generation) - area.columnWidth / 2,
    [area],
  );
  const marks = useTimeMarks();
  const told = (generation: number) =>
    `${sentence(generation)} ${marksBefore(marks, generation)}`.trimEnd();
  const last = (history?.generations ?? 0) - 1;
  const shown = hovered === null || hovered > last ? null : hovered;

  const bestOf = (generation: number): Pointed | null => {
    const summary = history?.summaries[generation];
    return summary ? { generation, agent: summary.bestAgent } : null;
  };
  const under = (event: PointerEvent<HTMLElement>): Pointed | null => {
    const box = event.currentTarget.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    return agentAt?.(area, x, y) ?? bestOf(Math.min(last, area.generationAt(x)));
  };
  const point = (to: Pointed | null) => {
    setPointed(to !== null);
    const { hover } = lab.store.getState();
    if (to?.agent !== hover?.agent || to?.generation !== hover?.generation) lab.hover(to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (last < 0) return;
    const at = shown ?? Math.min(last, area.generationAt(area.width));
    const moves: Record<string, number> = {
      ArrowLeft: Math.max(0, at - 1),
      ArrowRight: Math.min(last, at + 1),
      PageUp: Math.max(0, at - 10),
      PageDown: Math.min(last, at + 10),
      Home: 0,
      End: last,
    };
    const to = moves[event.key];
    if (to !== undefined) {
      point(bestOf(to));
      useShownWindow.getState().show(to);
    } else if (event.key === 'Enter') {
      const best = bestOf(at);
      if (best) choose(lab, best, event);
    } else if (event.key === 'Escape') lab.select(null);
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={ref}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={1}
      aria-valuemax={generationNumber(Math.max(0, last))}
      aria-valuenow={generationNumber(shown ?? Math.max(0, last))}
      aria-valuetext={last < 0 ? 'No generation has been evaluated yet.' : told(shown ?? last)}
      className={styles['chart']}
      style={{ height }}
      onKeyDown={onKeyDown}
      onBlur={() => point(null)}
      onPointerMove={(event) => point(under(event))}
      onPointerLeave={() => point(null)}
      onClick={(event) => {
        const to = under(event as unknown as PointerEvent<HTMLElement>);
        if (to) choose(lab, to, event);
      }}
    >
      {width > 0 && (
        <>
          {props.under?.(area)}
          <svg width={width} height={height} aria-hidden="true" className={styles['lines']}>
            {props.children(area)}
            <TimeMarks
              xOf={beginning}
              left={area.left}
              right={width - area.right - AXIS_NAME}
              top={area.top}
              floor={height - MARGIN.bottom}
              signY={height - 9}
            />
          </svg>
          <svg
            width={width}
            height={height}
            aria-hidden="true"
            className={styles['lines']}
            data-export="no"
          >
            {shown !== null && isWithin(shown, window) && (
              <line
                x1={area.x(shown)}
                x2={area.x(shown)}
                y1={area.top}
                y2={height - MARGIN.bottom}
                stroke="var(--text-faint)"
              />
            )}
          </svg>
        </>
      )}
      {isPointed && shown !== null && isWithin(shown, window) && tooltip && (
        <div
          className={styles['tooltip']}
          data-export="no"
          style={
            area.x(shown) > width / 2
              ? { right: width - area.x(shown) + 12 }
              : { left: area.x(shown) + 12 }
          }
        >
          {tooltip(shown)}
          <p>{marksBefore(marks, shown)}</p>
        </div>
      )}
    </div>
  );
}

const isWithin = (generation: number, { first, columns }: TimeWindow) =>
  generation >= first - 0.5 && generation <= first + columns - 0.5;
