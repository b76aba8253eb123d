import type { SeatOptions } from './options.ts';
import type { Steering } from './seats.ts';

/** A searcher that steers rows: it has them try recipes, and judges these by mAP on the validation images. */
export interface SearchConfig {
  readonly name: string;
  readonly method: SearchMethod;
  /** Choices of each seat that recipes are made of. */
  readonly among: SeatOptions;
  /** Settings that the method has, see {@link SEARCH_METHODS}. */
  readonly settings: SearchSettings;
}

/** Numbers that a method is set by. */
export type SearchSettings = Readonly<Partial<Record<SearchSetting, number>>>;

export type SearchSetting =
  /** Intervals of a trial before it is first judged, of a whole trial (TPE), or between two rounds (PBT, PB2). */
  | 'every'
  /** Number of trials of which one goes on; of a population the lowest part of so many takes over from the highest. */
  | 'oneIn';

export const SEARCH_SETTINGS: Readonly<
  Record<SearchSetting, { readonly lowest: number; readonly highest: number }>
> = {
  every: { lowest: 1, highest: 2000 },
  oneIn: { lowest: 2, highest: 8 },
};

interface MethodEntry {
  readonly label: string;
  /** Description of its work on its rows, and source. */
  readonly source: string;
  readonly settings: readonly SearchSetting[];
}

/** Ways in which a searcher tries recipes, in the order in which they are offered. */
export const SEARCH_METHODS = {
  random: {
    label: 'Random search',
    source:
      'Each row keeps one recipe, drawn at random, to the end; the best counts (Bergstra and Bengio 2012).',
    settings: [],
  },
  halving: {
    label: 'Successive halving',
    source:
      'Many recipes begin; when all of a rung are judged the best part goes on, the others make room (Jamieson and Talwalkar 2016).',
    settings: ['every', 'oneIn'],
  },
  asha: {
    label: 'ASHA',
    source:
      'Successive halving that waits for nobody: whoever is in the best part of a rung so far goes on (Li et al. 2020).',
    settings: ['every', 'oneIn'],
  },
  pbt: {
    label: 'PBT',
    source:
      'After each round the lowest rows take over the classifiers of the highest, and change their recipes a little (Jaderberg et al. 2017).',
    settings: ['every', 'oneIn'],
  },
  pb2: {
    label: 'PB2',
    source:
      'PBT whose new choices are drawn by a bandit that learns what raises mAP (Parker-Holder et al. 2020, 2021).',
    settings: ['every', 'oneIn'],
  },
  tpe: {
    label: 'TPE',
    source:
      'Whole trainings, shorter ones, several after another on each row; recipes are drawn as the good ones were (Bergstra et al. 2011).',
    settings: ['every'],
  },
  bohb: {
    label: 'BOHB',
    source:
      'Hyperband’s brackets of successive halving, whose recipes a model of the good ones proposes (Falkner et al. 2018).',
    settings: ['every', 'oneIn'],
  },
} as const satisfies Readonly<Record<string, MethodEntry>>;

export type SearchMethod = keyof typeof SEARCH_METHODS;

/**
 * Settings with which a search begins in a run of so many intervals. Parts are rounded down, so that as many as are meant
 * fit: of 21 intervals two trials of 10 do, of 11 only one, after which TPE would have proposed nothing.
 *
 * Rungs of ASHA lie after a quarter, a half and the whole of the run. So the best two of the first eight train to the end
 * of their schedules when the run ends, and are judged when a one-cycle schedule is near its peak, not in its warm-up. With
 * a rung more (2, 5, 10, 20 of 20) only one would, of those that begin fastest; with a last rung before the end, none would
 * train as long as a fixed recipe does.
 *
 * Rungs of successive halving, which wait, would then hold no more trials than there are rows, all of which train to the
 * end anyway: random search. So they lie after a fifth, two and four fifths: twice as many trials as rows take two turns on
 * the first, one on each other, and the run in all. Their schedules end on the last rung.
 */
export function defaultSettings(method: SearchMethod, intervals: number): SearchSettings {
  const part = (inAll: number) => Math.max(1, Math.floor(intervals / inAll));
  switch (method) {
    case 'random':
      return {};
    case 'tpe':
      return { every: part(2) };
    case 'pbt':
    case 'pb2':
      return { every: part(10), oneIn: 4 };
    case 'halving':
      return { every: part(5), oneIn: 2 };
    case 'asha':
      return { every: part(4), oneIn: 2 };
    case 'bohb':
      return { every: part(20), oneIn: 2 };
    default:
      return method satisfies never;
  }
}

/** Most searches of a run. */
export const MOST_SEARCHES = 8;

/** Most rounds, or trials one after another, of a row. */
export const MOST_ROUNDS = 200;

/** Positions of the rows that a search steers. */
export const rowsOfSearch = (
  rows: readonly { readonly steering: Steering }[],
  name: string,
): readonly number[] =>
  rows.flatMap(({ steering }, at) =>
    steering.kind === 'search' && steering.search === name ? [at] : [],
  );
