import type { ReactNode } from 'react';
import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import type { EnvironmentEntry } from '#core/catalog.ts';
import type { RunConfig } from '#core/run-config.ts';
import type { Digest } from '#protocol/digest.ts';
import type { ChartSettings } from '#store/chart-settings.ts';
import type { Cell, History } from '#store/history/history.ts';
import type { Selection } from '#store/lab/view-state.ts';
import type { Figures } from './Figures.tsx';
import type { ChartTable, Pointed } from './frame/chart-table.ts';
import type { Extent, Margin, PlotArea, TimeWindow } from './plot-area.ts';

/** A chart of the run shown, or of another source. `describe` is pure: equal sources have equal descriptions. */
export interface Chart<From = Source> {
  /** Unique on the page; under it is kept whether the chart is shown as a table. */
  readonly id: string;
  /** On its tab. */
  readonly label: string;
  /** Tells whether it is of a task; absent: it is of every one. */
  readonly fitsTask?: (environment: EnvironmentEntry | undefined) => boolean;
  /** Least time between two drawings, ms; as the other charts where it is missing. */
  readonly drawMs?: number;
  describe(source: From): Description;
}

/** The source of charts: the run shown, and how a person looks at it. */
export interface Source {
  /** Without generations where no run has begun. */
  readonly history: History;
  /** Another one whenever the history has changed. */
  readonly version: number;
  /** Generations on the time axis. */
  readonly window: TimeWindow;
  readonly config: RunConfig | null;
  readonly algorithm: AlgorithmDeclaration | undefined;
  readonly environment: EnvironmentEntry | undefined;
  /** Digest of the sender's run, where one came with a link. */
  readonly digest: Digest | undefined;
  /** Best fitness by generation of the same run without evolution, where one is at hand. */
  readonly control: readonly number[] | null;
  /** The selected agent, or the one that the page follows. */
  readonly focus: Cell | null;
  /** The agent that is compared with it. */
  readonly beside: Cell | null;
  readonly selection: Selection | null;
  readonly settings: ChartSettings;
  /** True when there is room for a phone's screen only. */
  readonly narrow: boolean;
}

/** A chart as data: one component draws it, as a picture or as a table, speaks it and exports it. */
export interface Description {
  readonly title: string;
  /** The whole picture in sentences, for those who do not see it, and beside how it is read for all. */
  readonly summary: string;
  /** Instructions for reading the picture; with them, the summary stands below the picture. */
  readonly howToRead?: ReactNode;
  /** Reason why there is nothing to see; null: there is something. */
  readonly empty: string | null;
  /** The numbers shown; asked for only when they are looked at or exported. */
  readonly table: () => ChartTable;
  /** Rows of the CSV file, where it holds more than the table. */
  readonly csv?: () => ChartTable;
  /** At the right of the title. */
  readonly controls?: ReactNode;
  /** Below the picture, and not part of it. */
  readonly note?: ReactNode;
  /** Meanings of marks that are no series. */
  readonly keys?: ReactNode;
  /** A plot over an axis, or a picture of the chart's own. */
  readonly picture: Plot | { readonly own: ReactNode };
}

/** Curves and marks over generations, or over another axis. */
export interface Plot {
  /** Name of the plot for keyboard and screen reader, as 'Fitness by generation'. */
  readonly label: string;
  /** CSS pixels. */
  readonly height: number;
  readonly margin?: Margin;
  /** Null: its parts have scales of their own. */
  readonly extent: Extent | null;
  /** Name of the vertical axis, with its unit. */
  readonly name?: string;
  /** Scale of values upwards; even where it is missing. */
  readonly scale?: Scale;
  /** The axis, where the plot is not over the generations of a run. */
  readonly otherAxis?: OwnAxis;
  /** Set when the generations can be laid out by environment steps or seconds as well. */
  readonly isMovable?: boolean;
  /** Rows from left to right. */
  readonly rows?: readonly Row[];
  /** Key of a row's place on the axis; 'generation' where it is missing. */
  readonly rowsBy?: string;
  /** Series from back to front. */
  readonly series?: readonly Series[];
  /** Parts one below the other, where there are several. */
  readonly panes?: readonly Pane[];
  /** A value that is marked, with its name. */
  readonly level?: { readonly value: number; readonly words: string } | null;
  /** Canvases below the curves. */
  readonly canvas?: (area: PlotArea) => ReactNode;
  /** SVG over the curves. */
  readonly over?: (area: PlotArea) => ReactNode;
  /** The figures of a stop of the axis. `hovered` is the agent pointed at, here or elsewhere. */
  readonly figures: (stop: number, hovered: Cell | null) => Figures;
  /** The heading of these; the generation's number where it is missing. */
  readonly heading?: (stop: number, hovered: Cell | null) => string;
  /** Set when a place stands for what lies between it and the one before, as an interval does up to its end. */
  readonly isSpan?: boolean;
  /** Told of the stop that is pressed and at which height, px; by keyboard, with Enter, at none. */
  readonly onChoose?: (stop: number, y: number | null) => void;
  /** The agent at a place in px; the best of the generation where it is missing. Null: none is near. */
  readonly agentAt?: (area: PlotArea, x: number, y: number) => Pointed | null;
}

/** An axis upwards that is not even. The values of its series are places on it, as exponents are on a logarithmic one. */
export interface Scale {
  /** Round places, from at or below `low` to at or above `high`. */
  readonly ticks: (low: number, high: number) => readonly number[];
  readonly word: (tick: number) => string;
}

/** Name and ticks of a horizontal axis. */
export interface Across {
  readonly name: string;
  /** Round numbers. */
  readonly ticks: (area: PlotArea) => readonly number[];
  readonly word: (tick: number) => string;
}

/** An axis of numbers from 0 on. */
export interface OwnAxis extends Across {
  readonly end: number;
  /** Places that can be pointed at, ascending. */
  readonly stops: readonly number[];
}

/** Values at one place of the axis by their names; null, or NaN, where there is none. */
export type Row = Readonly<Record<string, number | null | readonly [low: number, high: number]>>;

/** A curve over the rows' values of one name. */
export type Series = Line | Band | Share;

interface Drawn {
  /** Key of the values. */
  readonly of: string;
  /** Words in the key of the chart; without them, it has no entry there. */
  readonly words?: string;
  readonly colour?: string;
}

export interface Line extends Drawn {
  readonly kind: 'line';
  /** CSS pixels. */
  readonly width: number;
  readonly dash?: string | undefined;
  /** Opacity from 0 to 1, or a style that says so. */
  readonly opacity?: number | string;
}

/** The area between two values. */
export interface Band extends Drawn {
  readonly kind: 'band';
  readonly opacity: number;
  /** Opacity as it looks over the bands below. */
  readonly keyOpacity?: number;
}

/** A part of a whole, step by step, on those before it in its pane. */
export interface Share extends Drawn {
  readonly kind: 'share';
  /** Index of the pane. */
  readonly pane: number;
  readonly opacity: number;
}

/** A part of a plot with a scale of its own, from 0 to 1. */
export interface Pane {
  readonly name: string;
  /** CSS pixels from the top of the plot. */
  readonly top: number;
  readonly height: number;
}

export const FIRST_POINT = 'The first point comes with the first generation.';

/** Name of the network that acts. */
export const policyOf = (algorithm: AlgorithmDeclaration | undefined): string | undefined =>
  algorithm?.networks.find(({ role }) => role === 'policy')?.name;
