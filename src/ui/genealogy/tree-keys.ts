import { children, survives } from '#store/history/descent.ts';
import type { Cell, History } from '#store/history/history.ts';

/**
 * Cell to which a key leads from a cell of the tree; undefined: nowhere, or no key of the tree. `path` has a slot per
 * generation of the lineage that is followed: to the right, it goes before other children.
 */
export function moveInTree(
  history: History,
  cell: Cell,
  key: string,
  path: ArrayLike<number> = [],
): Cell | undefined {
  const { generation, slot, row } = cell;
  const go = (g: number, s: number | undefined) =>
    s === undefined || s < 0 ? undefined : history.cell(g, s);
  switch (key) {
    case 'ArrowLeft':
      return generation === 0 ? undefined : go(generation - 1, cell.parentSlot);
    case 'ArrowRight': {
      const isOnPath = path[generation] === slot && generation + 1 < path.length;
      return go(
        generation + 1,
        isOnPath ? path[generation + 1] : children(history, generation, slot)[0],
      );
    }
    case 'ArrowUp':
      return neighbour(history, generation, row, -1);
    case 'ArrowDown':
      return neighbour(history, generation, row, 1);
    case 'Home': {
      let founder = cell;
      while (founder.parentSlot >= 0 && founder.generation > 0)
        founder = history.cell(founder.generation - 1, founder.parentSlot);
      return founder;
    }
    case 'End': {
      const last = history.summaries.at(-1);
      return last && go(last.generation, last.bestSlot);
    }
    default:
      return undefined;
  }
}

/** Place of a cell among its parent's children, from 1, and how many there are. */
export function placeAmongSiblings(
  history: History,
  cell: Cell,
): { readonly position: number; readonly size: number } {
  let [position, size] = [0, 0];
  for (let row = 0; row < history.size(cell.generation); row++) {
    const slot = history.slotAtRow(cell.generation, row);
    if (history.parentSlot(cell.generation, slot) !== cell.parentSlot) continue;
    size++;
    if (row <= cell.row) position++;
  }
  return { position, size };
}

/** The next agent up or down that has living descendants, or else just the next. */
function neighbour(
  history: History,
  generation: number,
  row: number,
  step: 1 | -1,
): Cell | undefined {
  const at = (r: number) => history.cell(generation, history.slotAtRow(generation, r));
  for (let r = row + step; r >= 0 && r < history.size(generation); r += step)
    if (survives(history, generation, history.slotAtRow(generation, r))) return at(r);
  const next = row + step;
  return next >= 0 && next < history.size(generation) ? at(next) : undefined;
}
