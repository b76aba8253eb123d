import type { History } from '#store/history/history.ts';
import { survivorsOf } from '#store/history/survivors.ts';
import type { TreeScale } from './scale.ts';
import { context2d } from './strip-image.ts';

/** Generations per bitmap. */
const TILE = 25;
/** Lines in one stroke: the cost of a stroke grows faster than the number of its lines. */
const BATCH = 64;
const MOST_TILES = 48;
const WIDEST = 4096; // px of a bitmap

interface Tile {
  readonly canvas: HTMLCanvasElement;
  readonly look: Look;
  /** Generations below this one are drawn. */
  upTo: number;
}

/** Everything besides its generations that the content of a bitmap depends on. */
interface Look {
  readonly columnWidth: number;
  readonly height: number;
  readonly colours: readonly string[];
  readonly drops: number;
  /** Mean row of the survivors by generation, of a straightened layout, which bends as branches die out. */
  readonly centres: readonly number[] | 'level' | 'settled';
}

/** The lines of a run as bitmaps of some generations each, drawn while the page is idle; to show them is to copy them. */
export interface EdgeTiles {
  /** Copies the bitmaps that are drawn, and schedules those that are missing. */
  show(
    context: CanvasRenderingContext2D,
    history: History,
    scale: TreeScale,
    /** Colour of each family of mutations, in the order of FAMILIES. */
    colours: readonly string[],
  ): void;
  dispose(): void;
}

/** Makes the tiles of a run. `onDrawn` is called when another bitmap can be shown. */
export function createEdgeTiles(onDrawn: () => void): EdgeTiles {
  let tiles = new Map<number, Tile>();
  let of: History | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  return {
    show(context, history, scale, colours) {
      if (of !== history) tiles = new Map();
      of = history;
      clearTimeout(timer);
      let missing: (() => void) | null = null;
      const last = Math.min(scale.to + 1, history.generations - 1);
      for (let index = Math.floor(scale.from / TILE); index * TILE <= last; index++) {
        const end = Math.min((index + 1) * TILE, history.generations);
        const look = lookOf(history, scale, colours, index, end);
        const tile = tiles.get(index);
        if (tile) {
          const left = scale.x(index * TILE - 1);
          context.drawImage(tile.canvas, left, 0, TILE * scale.columnWidth, scale.height);
        }
        const fits = tile && isAlike(tile.look, look, tile.upTo - index * TILE);
        if (fits && tile.upTo === end) continue;
        missing ??= () => {
          const drawn = fits ? { ...tile, look } : emptyTile(look, index);
          drawEdges(drawn, history, scale, index, end);
          tiles.delete(index); // the latest drawn stands last
          tiles.set(index, drawn);
          for (const old of tiles.keys()) if (tiles.size > MOST_TILES) tiles.delete(old);
          onDrawn();
        };
      }
      if (missing) timer = setTimeout(missing);
    },
    dispose() {
      clearTimeout(timer);
      tiles.clear();
    },
  };
}

function lookOf(
  history: History,
  scale: TreeScale,
  colours: readonly string[],
  index: number,
  end: number,
): Look {
  const from = Math.max(0, index * TILE - 1);
  const survivors = survivorsOf(history);
  return {
    columnWidth: scale.columnWidth,
    height: scale.height,
    colours,
    drops: history.version - history.generations,
    centres: !scale.straightening
      ? 'level'
      : end <= survivors.trunkEnd
        ? 'settled'
        : Array.from({ length: end - from }, (_, i) => survivors.centre(from + i)),
  };
}

/** Tells whether the first so many generations look the same under both, so that their bitmaps can stay. */
function isAlike(before: Look, now: Look, generations: number): boolean {
  return (
    before.columnWidth === now.columnWidth &&
    before.height === now.height &&
    before.drops === now.drops &&
    before.colours.every((colour, i) => colour === now.colours[i]) &&
    areAlike(before.centres, now.centres, generations + 1)
  );
}

function areAlike(before: Look['centres'], now: Look['centres'], count: number): boolean {
  if (typeof before === 'string' || typeof now === 'string') return before === now;
  for (let i = 0; i < Math.min(count, before.length); i++) if (before[i] !== now[i]) return false;
  return true;
}

function emptyTile(look: Look, index: number): Tile {
  const canvas = document.createElement('canvas');
  const ratio = Math.min(devicePixelRatio || 1, WIDEST / (TILE * look.columnWidth));
  canvas.width = Math.ceil(TILE * look.columnWidth * ratio);
  canvas.height = Math.ceil(look.height * ratio);
  return { canvas, look, upTo: index * TILE };
}

/** Draws the lines that end in the generations not drawn yet. */
function drawEdges(
  tile: Tile,
  history: History,
  scale: TreeScale,
  index: number,
  end: number,
): void {
  const { canvas, look } = tile;
  const context = context2d(canvas);
  const left = scale.x(index * TILE - 1);
  const across = canvas.width / (TILE * look.columnWidth);
  context.setTransform(across, 0, 0, canvas.height / look.height, 0, 0);
  context.lineWidth = 1;
  for (const [family, colour] of look.colours.entries()) {
    context.strokeStyle = colour;
    let lines = 0;
    context.beginPath();
    for (let g = Math.max(1, tile.upTo); g < end; g++)
      for (let slot = 0; slot < history.size(g); slot++) {
        const parentSlot = history.parentSlot(g, slot);
        if (parentSlot < 0 || history.familyIndex(g, slot) !== family) continue;
        const [x0, x1] = [scale.x(g - 1) - left, scale.x(g) - left];
        const y0 = scale.y(history.row(g - 1, parentSlot), g - 1);
        const y1 = scale.y(history.row(g, slot), g);
        const middle = (x0 + x1) / 2;
        context.moveTo(x0, y0);
        context.bezierCurveTo(middle, y0, middle, y1, x1, y1);
        if (++lines % BATCH > 0) continue;
        context.stroke();
        context.beginPath();
      }
    context.stroke();
  }
  tile.upTo = end;
}
