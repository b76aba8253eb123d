import { FAMILIES } from '#core/lineage.ts';
import type { History } from '#store/history/history.ts';
import { jitter } from '#store/history/jitter.ts';
import type { Palette } from './frame/painting.ts';
import type { PlotArea } from './plot-area.ts';

/** Share of a column over which its marks are spread. */
const SPREAD = 0.84;
/** Canvases become slow with paths of many parts: at most so many in one. */
const BATCH = 64;
/** Between a mark and the pointer at the most, px. */
const REACH = 18;
/** Side of a diverged agent's mark, px. */
const DEAD = 7;

/** The place of an agent's mark. Diverged agents have none of their own and lie at the floor. */
export function markPlace(
  history: History,
  area: PlotArea,
  generation: number,
  slot: number,
): readonly [x: number, y: number] {
  const { agent, diverged, fitness } = history.cell(generation, slot);
  const x = area.x(generation) + jitter(agent) * SPREAD * area.columnWidth;
  return [x, diverged ? area.height - area.bottom - DEAD / 2 - 2 : area.y(fitness)];
}

/** The agent whose mark is nearest to a point; null: none is near. */
export function markAt(
  history: History,
  area: PlotArea,
  x: number,
  y: number,
): { readonly generation: number; readonly agent: number } | null {
  const reached = Math.ceil(REACH / Math.max(1, area.columnWidth));
  const middle = area.generationAt(x);
  let nearest: { generation: number; agent: number } | null = null;
  let least = REACH;
  for (let generation = middle - reached; generation <= middle + reached; generation++) {
    if (generation < 0 || generation >= history.generations) continue;
    for (let slot = 0; slot < history.size(generation); slot++) {
      const [markX, markY] = markPlace(history, area, generation, slot);
      const distance = Math.hypot(markX - x, markY - y);
      if (distance >= least) continue;
      least = distance;
      nearest = { generation, agent: history.cell(generation, slot).agent };
    }
  }
  return nearest;
}

/** Draws the marks of generations from `from` up to, but without, `to`. */
export function paintSwarm(
  context: CanvasRenderingContext2D,
  palette: Palette,
  history: History,
  area: PlotArea,
  byMutation: boolean,
  from: number,
  to: number,
): void {
  const radius = history.populationSize > 24 ? 1.7 : 2.4;
  const colours = FAMILIES.map((family) => palette[`family-${family}`]);
  const heaps: [number, number][][] = colours.map(() => []);
  const dead: [number, number][] = [];
  const { first, columns } = area.window;
  const [start, end] = [Math.max(from, Math.floor(first)), Math.min(to, first + columns)];
  for (let generation = start; generation < end; generation++)
    for (let slot = 0; slot < history.size(generation); slot++) {
      const [x, y] = markPlace(history, area, generation, slot);
      if (x < area.left - 2 || x > area.width - area.right + 2) continue;
      if (history.diverged(generation, slot)) dead.push([x, y]);
      else heaps[byMutation ? history.familyIndex(generation, slot) : 0]?.push([x, y]);
    }
  heaps.forEach((marks, family) => {
    context.fillStyle = byMutation ? (colours[family] ?? palette.text) : palette['text-soft'];
    context.globalAlpha = byMutation && family > 0 ? 0.85 : 0.5;
    for (let i = 0; i < marks.length; i += BATCH) {
      context.beginPath();
      for (const [x, y] of marks.slice(i, i + BATCH)) {
        context.moveTo(x + radius, y);
        context.arc(x, y, radius, 0, 2 * Math.PI);
      }
      context.fill();
    }
  });
  context.globalAlpha = 1;
  context.strokeStyle = palette['text-faint'];
  context.lineWidth = 1;
  for (const [x, y] of dead) hatch(context, x - DEAD / 2, y - DEAD / 2);
}

/** A small hatched square. */
function hatch(context: CanvasRenderingContext2D, x: number, y: number): void {
  context.beginPath();
  context.rect(x, y, DEAD, DEAD);
  for (const d of [DEAD / 3, (2 * DEAD) / 3, DEAD]) {
    context.moveTo(x + d, y);
    context.lineTo(x, y + d);
    context.moveTo(x + DEAD, y + d);
    context.lineTo(x + d, y + DEAD);
  }
  context.stroke();
}
