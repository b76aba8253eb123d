import type { Window } from './scale.ts';

/** The part of the genealogy in view. */
export type View =
  /** The whole run, with room to grow. */
  | { readonly kind: 'whole' }
  /** The last so many generations, as they come. */
  | { readonly kind: 'latest'; readonly columns: number }
  /** Always the same generations. */
  | { readonly kind: 'free'; readonly first: number; readonly columns: number };

/** The run that is looked at, as far as a view depends on it. */
export interface Extent {
  /** Evaluated so far. */
  readonly generations: number;
  readonly planned: number;
  readonly over: boolean;
  /** Pixels that show generations. */
  readonly width: number;
}

/** Widths at which the tree makes room for more generations, so that it does not move with each of them. */
const STEPS = [12, 20, 32, 50, 80, 125, 200, 320, 500, 800, 1000];

const WIDEST_COLUMN = 150; // px
const FEWEST = 4; // generations

/** All generations so far with room to grow; when the run is over, just those there are. */
export function wholeWindow({ generations, planned, over }: Omit<Extent, 'width'>): Window {
  if (over && generations > 0) return { first: 0, columns: Math.max(generations, 6) };
  const room = STEPS.find((step) => step >= generations + 1) ?? generations + 1;
  return { first: 0, columns: Math.max(6, Math.min(room, Math.max(planned, generations))) };
}

export function windowOf(view: View, extent: Extent): Window {
  switch (view.kind) {
    case 'whole':
      return wholeWindow(extent);
    case 'latest': {
      // A run that is shorter yet leaves no more room than it would whole.
      const columns = Math.min(view.columns, wholeWindow(extent).columns);
      return { first: Math.max(0, extent.generations - columns), columns };
    }
    case 'free':
      return { first: view.first, columns: view.columns };
    default:
      return view satisfies never;
  }
}

const fewest = ({ width }: Extent) => Math.max(FEWEST, width / WIDEST_COLUMN);

/** The view of a window, kept within the run. At the run's end it follows what comes; as wide as the run, it is whole. */
function settle({ first, columns }: Window, extent: Extent): View {
  const whole = wholeWindow(extent);
  const width = Math.max(fewest(extent), columns);
  if (width >= whole.columns * 0.999) return { kind: 'whole' };
  const last = extent.generations - width;
  if (first >= last - 0.01 && last > 0) return { kind: 'latest', columns: width };
  return { kind: 'free', first: Math.max(0, Math.min(first, Math.max(0, last))), columns: width };
}

/** Closer by a factor, or further away below 1; the anchored generation stays where it is. */
export function zoomed(view: View, extent: Extent, factor: number, anchor: number): View {
  const { first, columns } = windowOf(view, extent);
  const width = Math.max(fewest(extent), columns / factor);
  return settle({ first: anchor - ((anchor - first) * width) / columns, columns: width }, extent);
}

/** Later by so many generations. */
export function panned(view: View, extent: Extent, generations: number): View {
  if (view.kind === 'whole') return view;
  const { first, columns } = windowOf(view, extent);
  return settle({ first: first + generations, columns }, extent);
}

/** At a first generation, as wide as it is. */
export function movedTo(view: View, extent: Extent, first: number): View {
  return panned(view, extent, first - windowOf(view, extent).first);
}

/** The same view if a generation is well within it, else moved so far that it is. */
export function showing(view: View, extent: Extent, generation: number): View {
  const { first, columns } = windowOf(view, extent);
  const margin = Math.min(columns / 4, 3);
  if (generation < first + margin && first > 0)
    return movedTo(view, extent, generation - columns / 4);
  if (generation + 1 > first + columns - margin && first + columns < extent.generations)
    return movedTo(view, extent, generation + 1 - (columns * 3) / 4);
  return view;
}

/** A generation in the middle, so close that each column is so many pixels wide at least. */
export function centredOn(
  view: View,
  extent: Extent,
  generation: number,
  columnWidth: number,
): View {
  const columns = Math.min(windowOf(view, extent).columns, extent.width / columnWidth);
  return settle({ first: generation + 0.5 - columns / 2, columns }, extent);
}

/** Between two windows, from 0 to 1, at a steady rate of closeness. */
export function between(from: Window, to: Window, share: number): Window {
  const columns = from.columns * (to.columns / from.columns) ** share;
  const part =
    from.columns === to.columns ? share : (columns - from.columns) / (to.columns - from.columns);
  return { first: from.first + (to.first - from.first) * part, columns };
}
