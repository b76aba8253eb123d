import type { Share } from '#store/choices.ts';

/** A share of all agents as an area over generations, each generation a step, and where its name has room. */
export interface Band {
  readonly label: string;
  /** `d` of a path. */
  readonly path: string;
  /** Where the middle of the name lies; null: it has no room. */
  readonly name: { readonly x: number; readonly y: number } | null;
}

/** Where the bands of one choice lie, px. */
interface Place {
  /** Ends of each generation's column, one more than there are generations. */
  readonly edges: readonly number[];
  readonly top: number;
  readonly height: number;
}

const CHARACTER = 6.2; // px, about
const LINE = 13; // px

/** Bands from the bottom up; together they fill the height. */
export function stack(shares: readonly Share[], place: Place): Band[] {
  const { edges, top, height } = place;
  const below = edges.slice(1).map(() => 0);
  return shares.map(({ label, shares: own }) => {
    const lower = below.map((share) => top + (1 - share) * height);
    own.forEach((share, i) => {
      below[i] = (below[i] ?? 0) + share;
    });
    const upper = below.map((share) => top + (1 - Math.min(1, share)) * height);
    return { label, path: steps(edges, upper, lower), name: nameIn(edges, upper, lower, label) };
  });
}

/** Along the upper edge and back along the lower; where both are one, the path is empty. */
function steps(
  edges: readonly number[],
  upper: readonly number[],
  lower: readonly number[],
): string {
  let [there, back] = ['', ''];
  upper.forEach((y, i) => {
    const [x0, x1] = [round(edges[i]), round(edges[i + 1])];
    there += `${i === 0 ? 'M' : 'L'}${x0} ${round(y)}H${x1}`;
    back = `L${x1} ${round(lower[i])}H${x0}${back}`;
  });
  return there === '' ? '' : `${there}${back}Z`;
}

const round = (value = 0) => Math.round(value * 10) / 10;

/** The place at which a name keeps furthest from the edges of its band. */
function nameIn(
  edges: readonly number[],
  upper: readonly number[],
  lower: readonly number[],
  label: string,
): Band['name'] {
  const half = (label.length * CHARACTER) / 2 + 3;
  const [left, right] = [edges[0] ?? 0, edges.at(-1) ?? 0];
  let best: Band['name'] = null;
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
