import type { Cell, History } from '#store/history/history.ts';
import { survivorsOf } from '#store/history/survivors.ts';
import type { TreeScale } from './scale.ts';

/** The cell at a point, looked up by its column and row; null beside the picture and where none is yet. */
export function cellAt(history: History, scale: TreeScale, x: number, y: number): Cell | null {
  if (x < scale.left || x > scale.width - scale.right) return null;
  const generation = scale.generationAt(x);
  if (generation < 0 || generation >= history.generations) return null;
  const row = Math.min(history.size(generation) - 1, Math.max(0, scale.rowAt(y, generation)));
  return history.cell(generation, history.slotAtRow(generation, row));
}

/** The nearest cell with living descendants within so many pixels to the left and right; for fingers. */
export function survivorNear(
  history: History,
  scale: TreeScale,
  x: number,
  y: number,
  reach: number,
): Cell | null {
  const survivors = survivorsOf(history);
  const from = Math.max(0, scale.from, scale.generationAt(x - reach));
  const to = Math.min(history.generations - 1, scale.to, scale.generationAt(x + reach));
  let nearest: { generation: number; slot: number; distance: number } | null = null;
  for (let g = from; g <= to; g++)
    for (let slot = 0; slot < history.size(g); slot++) {
      if (!survivors.isAlive(g, slot)) continue;
      const distance = Math.hypot(scale.x(g) - x, scale.y(history.row(g, slot), g) - y);
      if (!nearest || distance < nearest.distance) nearest = { generation: g, slot, distance };
    }
  return nearest && history.cell(nearest.generation, nearest.slot);
}
