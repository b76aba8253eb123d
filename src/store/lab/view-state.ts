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

/** An agent in a generation of the run shown. */
export type Pointed = Omit<Selection, 'run'>;

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

/** View before anything is chosen. */
export const NOTHING_CHOSEN = {
  /** Null: the fittest of the last generation; of a run that has ended its champion. */
  selection: null as Selection | null,
  beside: null as Selection | null,
  hover: null as Selection | null,
  inspected: null as Inspected | null,
  /** The generation whose selection is shown step by step; null: none is. */
  slowMotion: null as number | null,
  slowMotionPart: 'all' as StoryPart,
  /** The part of the next selection that is to be shown; null: none is. */
  awaitsStory: null as StoryPart | null,
};

/** The view at first: selection, slow motion, notices, link and tab. */
export const FIRST_VIEW = {
  ...NOTHING_CHOSEN,
  notices: [] as readonly Notice[],
  noticeCount: 0,
  /** Agent that the link points at, until the run has come so far. */
  awaited: null as Pointed | null,
  awaitedBeside: null as Pointed | null,
  /** Parts that the link hides and locks, and whether a person has asked to see all. */
  controls: ALL_OPEN,
  lifted: false,
  /** Parts that a link being made would hide and lock, shown as a preview; null: no preview. */
  preview: null as Controls | null,
  tab: 'watch' as Tab,
};

/** Tells whether an agent plays and trains, or plays after its run has ended. */
export const lives = ({ living }: Pick<RunState, 'living'>, selection: Selection | null): boolean =>
  selection !== null && living.has(selection.agent);
