import { useEffect, useRef } from 'react';
import type { History } from '#store/history/history.ts';
import { useTheme } from '../shell/theme.ts';
import styles from './Charts.module.css';
import { cleared, offerPainting, paletteOf } from './frame/painting.ts';
import type { PlotArea } from './plot-area.ts';
import { paintSwarm } from './swarm.ts';

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

  return (
    <div aria-hidden="true" className={styles['layer']}>
      <canvas ref={ref} style={{ width: area.width, height: area.height }} />
    </div>
  );
}
