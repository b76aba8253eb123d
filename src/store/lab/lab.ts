import type { StoreApi } from 'zustand/vanilla';
import type { RunConfig } from '#core/run-config.ts';
import type { Controls } from '#protocol/controls.ts';
import type { DeviceChoice } from '#protocol/messages.ts';
import type { History } from '../history/history.ts';
import type { EngineRequests } from './engine-requests.ts';
import type { Pictures } from './feeds.ts';
import type { LabState } from './lab-state.ts';
import type { Pace } from './pace.ts';
import type { RunActions } from './run-actions.ts';
import type { LinkParts } from './set-up.ts';
import type { Form } from './set-up-state.ts';
import type { Pointed, Tab } from './view-state.ts';

/** Joins engine, state and history, and takes the actions of a person. */
export interface Lab extends RunActions, Pictures {
  /** The state at this moment. */
  readonly store: StoreApi<LabState>;
  /** The same as the page last heard of it: news of the engine comes at most four times a second. */
  readonly shown: Pick<StoreApi<LabState>, 'getState' | 'getInitialState' | 'subscribe'>;
  readonly history: () => History | null;
  /** Starts the engine, unless it is there. */
  wake(): void;
  /** Sets the form up, without running it. `link`: the rest of a link; nothing of an older one stays. */
  setUp(config: RunConfig, presetId: string | null, link?: LinkParts): void;
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
  /** Tells whether an agent is in the population that trains now. */
  lives(agent: number): boolean;
  /** Asks for an agent's networks: `inspected` in the state. */
  inspect(agent: number): void;
  readonly requests: Pick<EngineRequests, 'keep' | 'map'>;
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
  setPace(pace: Pace): void;
  /** Holds from the next start on. */
  chooseDevice(choice: DeviceChoice): void;
  /** Null follows the best of the generation, after the end the champion, and sets no agent beside it. */
  select(selection: Pointed | null): void;
  setBeside(other: Pointed | null): void;
  hover(selection: Pointed | null): void;
  notify(text: string): void;
  dismiss(notice: number): void;
  /** Says that what a link has set up waits for a person's word. */
  wait(): void;
  /** Tells whether the page is hidden; a hidden one is updated only now and then. */
  setHidden(hidden: boolean): void;
  dispose(): void;
}

/** Source of a population's history, as parts of the page that draw it need it: a lab, or another source. */
export type RunView = Pick<
  Lab,
  'store' | 'shown' | 'history' | 'select' | 'hover' | 'setBeside' | 'notify'
>;
