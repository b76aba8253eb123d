import type { Share } from '#store/history/choices.ts';

/** Name of a band, and the place where it has room. */
export interface BandName {
  readonly label: string;
  /** The middle of the name, px. */
  readonly x: number;
  readonly y: number;
}

/** Place of the bands of one choice, px. */
interface Place {
  /** Ends of each generation's column, one more than there are generations. */
  readonly edges: readonly number[];
  readonly top: number;
  readonly height: number;
}

const CHARACTER = 6.2; // px, about
const LINE = 13; // px

/** Names of bands that lie on each other from the bottom up and together fill the height; of those that have room. */
export function bandNames(shares: readonly Share[], { edges, top, height }: Place): BandName[] {
  const below = edges.slice(1).map(() => 0);
  return shares.flatMap(({ label, shares: own }) => {
    const lower = below.map((share) => top + (1 - share) * height);
    own.forEach((share, i) => {
      below[i] = (below[i] ?? 0) + share;
    });
    const upper = below.map((share) => top + (1 - Math.min(1, share)) * height);
    const at = placeOf(edges, upper, lower, label);
    return at ? [{ label, ...at }] : [];
  });
}
/** The place at which a name keeps furthest from the edges of its band. */
function placeOf(
  edges: readonly number[],
  upper: readonly number[],
  lower: readonly number[],
  label: string,
): { x: number; y: number } | null {
  const half = (label.length * CHARACTER) / 2 + 3;
  const [left, right] = [edges[0] ?? 0, edges.at(-1) ?? 0];
  let best = null;
  let most = LINE;
  for (let i = 0; i < upper.length; i++) {
    const x = ((edges[i] ?? 0) + (edges[i + 1] ?? 0)) / 2;
    if (x - half < left || x + half > right) continue;
    let [highest, lowest] = [-Infinity, Infinity];
    for (let j = i; j >= 0 && (edges[j + 1] ?? 0) > x - half; j--) {
      highest = Math.max(highest, upper[j] ?? 0);
      lowest = Math.min(lowest, lower[j] ?? 0);
    }
    for (let j = i + 1; j < upper.length && (edges[j] ?? 0) < x + half; j++) {
      highest = Math.max(highest, upper[j] ?? 0);
      lowest = Math.min(lowest, lower[j] ?? 0);
    }
    if (lowest - highest <= most) continue;
    most = lowest - highest;
    best = { x, y: (highest + lowest) / 2 };
  }
  return best;
}
