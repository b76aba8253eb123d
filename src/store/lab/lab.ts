import type { StoreApi } from 'zustand/vanilla';
import type { Origin } from '#archive/run-record.ts';
import type { StoredRun } from '#archive/stored-run.ts';
import type { RunConfig } from '#core/run-config.ts';
import type { Controls } from '#protocol/controls.ts';
import type {
  ChampionEpisodeEvent,
  DeviceChoice,
  Edit,
  Event,
  Individual,
  StepUnit,
  Stretch,
} from '#protocol/messages.ts';
import type { History } from '../history/history.ts';
import type { EngineRequests } from './engine-requests.ts';
import type { LiveValues } from './going-on.ts';
import type { LabState, LINKLESS } from './lab-state.ts';
import type { Pace } from './pace.ts';
import type { Form } from './set-up-state.ts';
import type { Pointed, Tab } from './view-state.ts';

export type Frame = Extract<Event, { kind: 'frame' }>;
export type GalleryEvent = Extract<Event, { kind: 'gallery' }>;

/** Joins engine, state and history; what a person does comes in here. */
export interface Lab {
  /** The state at this moment. */
  readonly store: StoreApi<LabState>;
  /** The same as the page last heard of it: what the engine does comes at most four times a second. */
  readonly shown: Pick<StoreApi<LabState>, 'getState' | 'getInitialState' | 'subscribe'>;
  /** History of the run shown. */
  readonly history: () => History | null;
  /** Starts the engine, unless it is there. */
  wake(): void;
  /** Sets the form up, without running it. `link`: what a link held besides; nothing of an older one stays. */
  setUp(
    config: RunConfig,
    presetId: string | null,
    link?: Pick<LabState, keyof typeof LINKLESS>,
  ): void;
  /** Puts back a form that this tab held; `isRuns`: it is that of the run shown, changed or not. */
  recall(form: Form & { readonly isRuns: boolean }): void;
  /** Puts the settings of the run shown into the form, in place of another set-up. */
  showRunsForm(): void;
  /**
   * New values by path. Live ones reach the run at once if the form is that of the run, the others with its next start.
   * Another task or algorithm is another set-up.
   */
  setFields(values: Readonly<Record<string, unknown>>): void;
  /** Takes the last change of the set-up back, and makes it again. No run hears of it. */
  undo(): void;
  redo(): void;
  /** Runs what is set up from its beginning, with the edits of a recorded run made again. */
  start(options?: StartOptions): void;
  /**
   * Goes on from a generation of the run shown as a new run, under other settings or the same. `before`: what made the
   * generations up to there. False if something else was begun meanwhile: then nothing has changed.
   */
  branch(branch: Branch): Promise<boolean>;
  /** Tells whether an agent is in the population that trains now. */
  lives(agent: number): boolean;
  /** Asks for an agent's networks: `inspected` in the state. */
  inspect(agent: number): void;
  readonly requests: Pick<EngineRequests, 'keep' | 'map'>;
  /**
   * Shows a run of the library and goes on with it, if there is a checkpoint; without one it is as it ended. False if
   * it cannot be shown, or something else was begun meanwhile: then nothing has changed.
   */
  open(stored: StoredRun, options?: { readonly paused?: boolean }): Promise<boolean>;
  /** Runs what the sender of the link ran, from its beginning and with the sender's edits. */
  verify(): void;
  /** Takes the sender's result out of sight. */
  forgetReference(): void;
  /** Hides and locks parts of the page, as a link asks. */
  setControls(controls: Controls): void;
  /** Shows and opens all though a link asks otherwise, or no longer. */
  lift(lifted: boolean): void;
  /** Shows the page as a link with such controls would; null ends it. */
  preview(controls: Controls | null): void;
  setTab(tab: Tab): void;
  setSeeking(seeking: boolean): void;
  /** Goes on, or begins what is set up, as its sender ran it if a link waits; what plays is seen, and no selection. */
  play(): void;
  pause(): void;
  /** Stepping through a selection shows it in slow motion. A run that has ended stays as it is. */
  step(unit: StepUnit): void;
  /** Shows how the last generation was chosen; or, always where the run plays, the next one, and pauses it there. */
  showSelection(which?: 'last' | 'next'): void;
  hideSelection(): void;
  /** Reason why the ended run shown cannot go on, as a sentence; null: it can. */
  goingOnProblem(): string | null;
  /** Goes on with a run that has ended, under new values of live fields; what was up to there stays as it is. */
  extend(values: LiveValues): void;
  /** Goes on from the last checkpoint with a fresh engine, or begins anew if there is none. */
  retry(): void;
  setPace(pace: Pace): void;
  /** Holds from the next start on. */
  chooseDevice(choice: DeviceChoice): void;
  /** Null follows the best of the generation, after the end the champion, and sets nobody beside it. */
  select(selection: Pointed | null): void;
  /** Sets an agent beside the selected one. */
  setBeside(other: Pointed | null): void;
  hover(selection: Pointed | null): void;
  notify(text: string): void;
  dismiss(notice: number): void;
  /** Says that what a link has set up waits for a person's word. */
  wait(): void;
  requestFrame(steps: number): void;
  onFrame(listener: (frame: Frame) => void): () => void;
  /** An episode of the champion of the run shown, as it was then; null: none is known. */
  readonly championEpisode: () => ChampionEpisodeEvent | null;
  /** Tells whether the page is hidden; a hidden one is updated only now and then. */
  setHidden(hidden: boolean): void;
  /** Pictures of the living agents, `most` at most, each `steps` further on. */
  requestGallery(most: number, steps: number): void;
  onGallery(listener: (gallery: GalleryEvent) => void): () => void;
  dispose(): void;
}

export interface StartOptions {
  readonly paused?: boolean;
  readonly edits?: readonly Edit[];
  readonly origin?: Origin | null;
  /** Device in place of the one that was chosen. */
  readonly device?: DeviceChoice | undefined;
  /** All founders are copies of this one. */
  readonly founder?: Individual;
}

export interface Branch {
  readonly generation: number;
  readonly config: RunConfig;
  readonly before: readonly Stretch[];
  /** Individual of whom the first founders are copies, where all is made again from there. */
  readonly founder?: Individual;
  readonly origin: Origin;
}
