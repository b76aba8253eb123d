import type { Connections } from '#protocol/messages.ts';
import type { LayerDifference } from '#store/history/network-shape.ts';

/** A network's picture, in pixels. */
export interface NetworkGeometry {
  readonly columns: readonly Column[];
  readonly links: readonly Link[];
}

export interface Column extends LayerDifference {
  readonly x: number;
  readonly top: number;
  readonly height: number;
  /** Centres of its units; none where they are too many to be seen. */
  readonly units: readonly number[];
  /** Units that were added or removed, at its lower end; null: as many as before. */
  readonly change: {
    readonly kind: 'added' | 'removed';
    readonly top: number;
    readonly height: number;
  } | null;
}

/** Connections between two columns. */
export interface Link {
  readonly from: Column;
  readonly to: Column;
  readonly connections: Connections | null;
  /** Strength of each connection as a line, or as a cell of a matrix. */
  readonly look: 'lines' | 'matrix';
}

/** Units of a layer that are drawn one by one. */
export const MOST_UNITS = 64;
const WIDEST = 512;
const SPACING = 9;
const LEAST = 10;

/** Lays a network out. `connections` are those between the layers that are there; none of an agent that is gone. */
export function networkGeometry(
  layers: readonly LayerDifference[],
  connections: readonly Connections[],
  { width, top, height }: { readonly width: number; readonly top: number; readonly height: number },
): NetworkGeometry {
  const step = width / layers.length;
  const middle = top + height / 2;
  const columns = layers.map((layer, i): Column => {
    const { size, before } = layer;
    const now = tallness(size ?? before ?? 1, height);
    const old = tallness(before ?? 0, height);
    const start = middle - now / 2;
    const count = size ?? 0;
    return {
      ...layer,
      x: (i + 0.5) * step,
      top: start,
      height: now,
      units:
        count > 0 && count <= MOST_UNITS
          ? Array.from({ length: count }, (_, unit) => start + ((unit + 0.5) / count) * now)
          : [],
      change: changeOf(layer, start, now, old),
    };
  });
  const present = columns.filter(({ size }) => size !== null);
  const fits = connections.length === present.length - 1;
  const links = present.slice(1).map((to, i): Link => {
    const from = present[i] as Column; // one before each
    const own = (fits && connections[i]) || null;
    const isFew = Math.max(from.size ?? 0, to.size ?? 0) <= MOST_UNITS;
    return { from, to, connections: own, look: isFew ? 'lines' : 'matrix' };
  });
  return { columns, links };
}

/** Few units stand apart; beyond what there is room for, height grows by the root of their number. */
function tallness(units: number, room: number): number {
  const apart = units * SPACING;
  const most = room * (0.55 + 0.45 * Math.sqrt(Math.min(units, WIDEST) / WIDEST));
  return Math.max(LEAST, Math.min(apart, most));
}

function changeOf(
  { size, before }: LayerDifference,
  top: number,
  now: number,
  old: number,
): Column['change'] {
  if (size === before) return null;
  if (size === null) return { kind: 'removed', top, height: now };
  if (before === null) return { kind: 'added', top, height: now };
  if (size > before) {
    const height = Math.max(6, now * (1 - before / size));
    return { kind: 'added', top: top + now - height, height };
  }
  return { kind: 'removed', top: top + now, height: Math.max(8, old - now) };
}
