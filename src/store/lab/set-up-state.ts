import type { Problem, RunConfig } from '#core/run-config.ts';
import type { Digest } from '#protocol/digest.ts';
import type { Foreign } from '#protocol/foreign.ts';
import { NO_TIMELINE, type Timeline } from '../set-up/timeline.ts';
import { NO_LIVE_EDITS } from './live-edits.ts';
import type { RunState } from './run-state.ts';

/** The sender's run, by a link. */
export interface Reference {
  /** Configuration that it began with. */
  readonly config: RunConfig;
  readonly digest: Digest;
}

/** A form as it was left. */
export interface Form {
  readonly draft: RunConfig;
  readonly presetId: string | null;
  /** True when a link set it up and it has not been begun. */
  readonly waiting: boolean;
  /** The sender's run, where that link held its result. */
  readonly reference: Reference | null;
}

/** An entry of the timeline of set-ups. */
export type SetUp = Pick<Form, 'draft' | 'presetId'> & { readonly setUp: number };

export const NOTHING_SET_UP = {
  /** Null before the catalog is there. */
  presetId: null as string | null,
  /** Configuration in the form. It may be invalid: see `problems`. */
  draft: null as RunConfig | null,
  problems: [] as readonly Problem[],
  /** Number of the set-up in the form; see {@link isRunsForm}. */
  setUp: 0,
  /** Number of the newest set-up. */
  setUps: 0,
  /** Set-ups to go back to, and to go forward to again. */
  timeline: NO_TIMELINE as Timeline<SetUp>,
  /** Edits of the run shown that it has not made yet. */
  liveEdits: NO_LIVE_EDITS,
  /** True when a run that a link set up waits for a person's word. */
  waiting: false,
  /** The sender's run, where a link held its result. */
  reference: null as Reference | null,
  /** Parts of the link that this version does not know; handed on. */
  foreign: null as Foreign | null,
};

/** The set-up, and the edits of the run shown that it makes. */
export type SetUpState = Readonly<typeof NOTHING_SET_UP>;

/**
 * Tells whether the form holds the set-up of the run shown, changed there or not, or no run is shown. A preset, a link
 * or another task is another set-up: changes in it reach no run.
 */
export const isRunsForm = ({ run, setUp, runSetUp }: RunState & SetUpState): boolean =>
  run === 0 || setUp === runSetUp;
