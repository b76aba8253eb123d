import { useMemo, useState } from 'react';
import type { History } from '#store/history/history.ts';
import { parseRgb } from '../../genealogy/strip-colours.ts';
import styles from '../Charts.module.css';
import { createDensityImages } from '../density-images.ts';
import { usePainting } from '../frame/painting.ts';
import type { PlotArea } from '../plot-area.ts';
import { STRIP, type Strip } from './strips.ts';

/** Spread of the population over each strip: the more agents, the clearer. */
export function Density({
  history,
  version,
  area,
  strips,
}: {
  readonly history: History;
  readonly version: number;
  readonly area: PlotArea;
  readonly strips: readonly Strip[];
}) {
  const [images] = useState(createDensityImages);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that the history has grown.
  const paint = useMemo(
    () =>
      (
        context: CanvasRenderingContext2D,
        palette: Readonly<Record<'text' | 'surface-sunken', string>>,
      ) => {
        const [red, green, blue] = parseRgb(palette.text);
        const { first, columns } = area.window;
        const shown = Math.min(columns, history.generations - first);
        context.imageSmoothingEnabled = false;
        for (const { index, scale, top } of strips) {
          context.fillStyle = palette['surface-sunken'];
          context.fillRect(area.left, top, columns * area.columnWidth, STRIP);
          const image = images(history, index, scale, [red, green, blue]);
          if (shown > 0)
            context.drawImage(
              image,
              first,
              0,
              shown,
              image.height,
              area.left,
              top,
              shown * area.columnWidth,
              STRIP,
            );
        }
      },
    [history, version, area, strips, images],
  );
  const ref = usePainting(area, paint);
  return (
    <div aria-hidden="true" className={styles['layer']}>
      <canvas ref={ref} style={{ width: area.width, height: area.height }} />
    </div>
  );
}
