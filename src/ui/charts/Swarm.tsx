import { useEffect, useRef } from 'react';
import { ancestorsOf } from '#store/history/descent.ts';
import type { Cell, History } from '#store/history/history.ts';
import { useMarkedCell } from '../shell/focus-cell.ts';
import { useTheme } from '../shell/theme.ts';
import { Clip } from './Clip.tsx';
import { cleared, offerPainting, paletteOf } from './frame/painting.ts';
import { Layer } from './Painted.tsx';
import { linePathOf, type PlotArea } from './plot-area.ts';
import { markPlace, paintSwarm } from './swarm.ts';

/** Marks drawn in one frame: with more the page would stutter. */
const SLICE = 3000;

/** The part of the swarm that is on the canvas already. */
interface Drawn {
  readonly key: string;
  readonly history: History;
  generations: number;
  version: number;
}

/** A mark for every agent of every generation. New generations are added to what is drawn; a whole swarm comes in slices. */
export function Swarm({
  history,
  version,
  area,
  byMutation,
}: {
  readonly history: History;
  readonly version: number;
  readonly area: PlotArea;
  readonly byMutation: boolean;
}) {
  const ref = useRef<HTMLCanvasElement>(null);
  const drawn = useRef<Drawn | null>(null);
  const theme = useTheme();

  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that the history has grown.
  useEffect(() => {
    const canvas = ref.current;
    if (!canvas) return;
    const { width, height, window, ticks } = area;
    const key = [width, height, window.first, window.columns, ticks, byMutation, theme].join();
    let now = drawn.current;
    const fits =
      now?.key === key &&
      now.history === history &&
      history.version - now.version === history.generations - now.generations;
    if (!now || !fits) {
      if (!cleared(canvas, area)) return;
      const generations = Math.min(history.generations, Math.max(0, Math.floor(window.first)));
      const version = history.version - history.generations + generations;
      now = { key, history, generations, version };
      drawn.current = now;
    }
    offerPainting(canvas, (context, palette) =>
      paintSwarm(context, palette, history, area, byMutation, 0, history.generations),
    );
    const context = canvas.getContext('2d');
    const palette = paletteOf(canvas.parentElement ?? document.body);
    const step = Math.max(1, Math.floor(SLICE / Math.max(1, history.populationSize)));
    const at = now;
    let frame = 0;
    const slice = () => {
      if (!context) return;
      const to = Math.min(history.generations, at.generations + step);
      paintSwarm(context, palette, history, area, byMutation, at.generations, to);
      at.version += to - at.generations;
      at.generations = to;
      if (to < history.generations) frame = requestAnimationFrame(slice);
    };
    slice();
    return () => cancelAnimationFrame(frame);
  }, [history, version, area, byMutation, theme]);

  return <Layer canvas={ref} size={area} />;
}

/** Rings around the agents that are meant, and the way from the founder to the one pointed at, or selected. */
export function SwarmMarks({
  history,
  area,
  focus,
  beside,
}: {
  readonly history: History;
  readonly area: PlotArea;
  readonly focus: Cell | null;
  readonly beside: Cell | null;
}) {
  const hovered = useMarkedCell(history, 'hover');
  const shown = hovered ?? focus;
  const placeOf = ({ generation, slot }: Cell) => markPlace(history, area, generation, slot);
  const way = shown ? linePathOf(ancestorsOf(history, shown).map(placeOf)) : '';
  const ring = (cell: Cell | null, width: number, dash?: string) => {
    if (!cell) return null;
    const [cx, cy] = placeOf(cell);
    return <circle cx={cx} cy={cy} r={dash ? 9 : 6} strokeWidth={width} strokeDasharray={dash} />;
  };
  return (
    <Clip area={area}>
      <g fill="none" stroke="var(--text)" strokeLinejoin="round">
        <path d={way} stroke="var(--surface)" strokeOpacity={0.8} strokeWidth={4} />
        <path d={way} strokeWidth={1.5} />
        {ring(focus, 2)}
        {ring(beside, 1.75, '3.5 2.5')}
        {ring(hovered, 1)}
      </g>
    </Clip>
  );
}
