import type { RefObject } from 'react';
import type { History } from '#store/history/history.ts';
import styles from './Charts.module.css';
import { type Paint, type Size, usePainting } from './frame/painting.ts';
import type { PlotArea } from './plot-area.ts';

/** A canvas that lies in its chart, below the curves. */
export const Layer = ({
  canvas,
  size: { width, height },
}: {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly size: Size;
}) => (
  <div aria-hidden="true" className={styles['layer']}>
    <canvas ref={canvas} style={{ width, height }} />
  </div>
);

/** A layer that is painted at once. */
export const Painted = ({ size, paint }: { readonly size: Size; readonly paint: Paint }) => (
  <Layer canvas={usePainting(size, paint)} size={size} />
);

/** Draws of a picture with a pixel column a generation those that are shown, at a height in px. */
export function drawColumns(
  context: CanvasRenderingContext2D,
  picture: HTMLCanvasElement,
  { generations }: History,
  { window: { first, columns }, left, columnWidth }: PlotArea,
  top: number,
  height: number,
): void {
  const shown = Math.min(columns, generations - first);
  if (shown <= 0) return;
  context.imageSmoothingEnabled = false;
  const { height: rows } = picture;
  context.drawImage(picture, first, 0, shown, rows, left, top, shown * columnWidth, height);
}
