import { useCallback, useState } from 'react';
import { cladeOf } from '#store/history/clades.ts';
import type { History } from '#store/history/history.ts';
import { cladeColour } from '../genealogy/strip-colours.ts';
import { createStripImage } from '../genealogy/strip-image.ts';
import { drawColumns, Painted } from './Painted.tsx';
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
  area,
  back,
}: {
  readonly history: History;
  readonly area: PlotArea;
  readonly back: number;
}) {
  const [image] = useState(createStripImage);
  const colour = useCallback(
    (each: History, generation: number, slot: number) =>
      cladeColour(cladeOf(each, generation, slot, back)),
    [back],
  );
  return (
    <Painted
      size={area}
      paint={(context) => {
        context.globalAlpha = 0.8;
        drawColumns(context, image.upTo(history, colour), history, area, stripTop(area), STRIP);
        context.globalAlpha = 1;
      }}
    />
  );
}
