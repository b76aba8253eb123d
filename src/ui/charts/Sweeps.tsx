import { useMemo, useState } from 'react';
import { cladeOf } from '#store/history/clades.ts';
import type { History } from '#store/history/history.ts';
import { cladeColour } from '../genealogy/strip-colours.ts';
import { createStripImage } from '../genealogy/strip-image.ts';
import styles from './Charts.module.css';
import { type Paint, usePainting } from './frame/painting.ts';
import { MARGIN, type PlotArea } from './plot-area.ts';

/** Height of the strip below, px. */
export const STRIP = 84;

export const stripTop = (area: PlotArea) => area.height - MARGIN.bottom - STRIP;

/** Above the strip none: there the generation's best is meant. */
export function agentInStrip(history: History, area: PlotArea, x: number, y: number) {
  const generation = area.generationAt(x);
  const share = (y - stripTop(area)) / STRIP;
  if (generation >= history.generations || share < 0 || share >= 1) return null;
  const size = history.size(generation);
  const row = Math.floor(share * Math.max(size, history.populationSize));
  if (row >= size) return null;
  return { generation, agent: history.cell(generation, history.slotAtRow(generation, row)).agent };
}

/** All agents, coloured by their ancestor so many generations before: a clade that sweeps becomes the only colour. */
export function Sweeps({
  history,
  version,
  area,
  back,
}: {
  readonly history: History;
  readonly version: number;
  readonly area: PlotArea;
  readonly back: number;
}) {
  const [image] = useState(createStripImage);
  const colour = useMemo(
    () => (each: History, generation: number, slot: number) =>
      cladeColour(cladeOf(each, generation, slot, back)),
    [back],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that the history has grown.
  const paint = useMemo<Paint>(
    () => (context) => {
      const { first, columns } = area.window;
      const shown = Math.min(columns, history.generations - first);
      if (shown <= 0) return;
      const picture = image.upTo(history, colour);
      context.imageSmoothingEnabled = false;
      context.globalAlpha = 0.8;
      context.drawImage(
        picture,
        first,
        0,
        shown,
        picture.height,
        area.left,
        stripTop(area),
        shown * area.columnWidth,
        STRIP,
      );
      context.globalAlpha = 1;
    },
    [history, version, area, image, colour],
  );
  const ref = usePainting(area, paint);
  return (
    <div aria-hidden="true" className={styles['layer']}>
      <canvas ref={ref} style={{ width: area.width, height: area.height }} />
    </div>
  );
}
