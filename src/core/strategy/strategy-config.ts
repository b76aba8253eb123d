import type { DomainSettings, Split } from './domain.ts';
import type { Hand } from './hand.ts';
import type { SearchConfig } from './search.ts';
import type { Steering } from './seats.ts';
import type { TeamConfig } from './team.ts';

/** All that decides a strategy run: classifiers that train side by side, each under a recipe of its own. */
export interface StrategyConfig {
  readonly seed: number;
  readonly data: DataConfig;
  readonly network: {
    readonly width: NetworkWidth;
  };
  readonly training: {
    /** Updates of each classifier. */
    readonly steps: number;
    /** Images in a minibatch. */
    readonly batch: number;
    /** Updates between two decisions; each is followed by a validation. */
    readonly interval: number;
    /** Longest gradient, by its Euclidean norm. */
    readonly clip: number;
    /** Updates over which one choice gives way to the next; 0: at once. */
    readonly ramp: number;
    /** Targets of mixed images: weighed by area, or what either shows. */
    readonly mixing: 'area' | 'union';
    /** Absent: 'single'. */
    readonly precision?: Precision;
  };
  /** Teams that rows are steered by. */
  readonly teams: readonly TeamConfig[];
  /** Searchers that rows are steered by; absent: none. */
  readonly searches?: readonly SearchConfig[];
  /** At least one. */
  readonly rows: readonly StrategyRow[];
}

/** A classifier and who decides how it trains. */
export interface StrategyRow {
  readonly name: string;
  readonly steering: Steering;
  /** Choices that a person made in its place while it trained; absent: none. */
  readonly hand?: Hand;
}

export type DataConfig = DomainSettings | OwnData;

/** A person's own images, which never leave the machine: a run that needs them names them and their digest. */
export interface OwnData {
  readonly kind: 'own';
  /** Name of the file or folder. */
  readonly name: string;
  /** Digest of pixels, labels and splits. */
  readonly digest: string;
  /** Side that they are brought to, px. */
  readonly size: number;
  readonly classes: number;
  readonly images: Readonly<Record<Split, number>>;
}

/**
 * 'single': all numbers have 32 bits. 'mixed': images between layers, and their gradients, are stored as 16-bit floats, and
 * losses scaled; weights, what optimizers keep, and sums have 32 bits. It needs a GPU.
 */
export type Precision = 'single' | 'mixed';

export const NETWORK_WIDTHS = {
  tiny: { label: '16-32-64', channels: [16, 32, 64] },
  base: { label: '24-48-96', channels: [24, 48, 96] },
  large: { label: '32-64-128', channels: [32, 64, 128] },
} as const satisfies Record<
  string,
  { readonly label: string; readonly channels: readonly number[] }
>;
export type NetworkWidth = keyof typeof NETWORK_WIDTHS;

/** Intervals of a run; the last may be shorter. */
export const intervalsOf = ({ steps, interval }: StrategyConfig['training']): number =>
  Math.ceil(steps / interval);

/** Groups of channels that are normalised together. */
export const NORM_GROUPS = 8;
