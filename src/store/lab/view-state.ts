import type { Genome } from '#core/genome.ts';
import { ALL_OPEN, type Controls } from '#protocol/controls.ts';
import type { NetworkPicture } from '#protocol/messages.ts';
import type { StoryPart } from '../history/selection-story.ts';
import type { RunState } from './run-state.ts';

export interface Selection {
  readonly run: number;
  readonly generation: number;
  readonly agent: number;
}

export interface Notice {
  readonly id: number;
  readonly text: string;
}

/** Facts of a living agent. */
export interface Inspected {
  readonly agent: number;
  readonly genome: Genome;
  readonly networks: readonly NetworkPicture[];
}

/** Parts of the lab; on a narrow screen one is seen at a time. */
export const TABS = ['watch', 'tree', 'charts', 'setup'] as const;
export type Tab = (typeof TABS)[number];

/** The view: selection, slow motion, notices, link and tab. */
export interface ViewState {
  /** Null: the fittest of the last generation; of a run that has ended its champion. */
  readonly selection: Selection | null;
  /** An agent that is set beside the selected one. */
  readonly beside: Selection | null;
  readonly hover: Selection | null;
  readonly inspected: Inspected | null;
  /** The generation whose selection is shown step by step; null: none is. */
  readonly slowMotion: number | null;
  /** Part of the story that it shows. */
  readonly slowMotionPart: StoryPart;
  /** The part of the next selection that is to be shown; null: none is. */
  readonly awaitsStory: StoryPart | null;
  readonly notices: readonly Notice[];
  /** Number of notices so far. */
  readonly noticeCount: number;
  /** Agent that the link points at, until the run has come so far. */
  readonly awaited: Omit<Selection, 'run'> | null;
  readonly awaitedBeside: Omit<Selection, 'run'> | null;
  /** Parts that the link hides and locks, and whether a person has asked to see all. */
  readonly controls: Controls;
  readonly lifted: boolean;
  /** Parts that a link being made would hide and lock, shown as a preview; null: no preview. */
  readonly preview: Controls | null;
  readonly tab: Tab;
}

/** View before anything is chosen. */
export const NOTHING_CHOSEN = {
  selection: null,
  beside: null,
  hover: null,
  inspected: null,
  slowMotion: null,
  slowMotionPart: 'all',
  awaitsStory: null,
} as const satisfies Partial<ViewState>;

export const FIRST_VIEW: ViewState = {
  ...NOTHING_CHOSEN,
  notices: [],
  noticeCount: 0,
  awaited: null,
  awaitedBeside: null,
  controls: ALL_OPEN,
  lifted: false,
  preview: null,
  tab: 'watch',
};

/** Tells whether an agent plays and trains, or plays after its run has ended. */
export const lives = ({ living }: Pick<RunState, 'living'>, selection: Selection | null): boolean =>
  selection !== null && living.has(selection.agent);
