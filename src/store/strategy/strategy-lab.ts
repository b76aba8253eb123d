import type { StoreApi } from 'zustand/vanilla';
import type { StoredStrategy } from '#archive/strategy-record.ts';
import type { Split } from '#core/strategy/domain.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import type { StepUnit } from '#protocol/messages.ts';
import type { Notice } from '../lab/view-state.ts';
import type { StrategyReference, StrategyState } from './strategy-state.ts';

/** Joins engine and state of the strategy lab; what a person does comes in here. */
export interface StrategyLab {
  readonly store: StoreApi<StrategyState>;
  /** Sets the form up, without running it; nothing of an older link stays. */
  setUp(
    config: StrategyConfig,
    presetId: string | null,
    reference?: StrategyReference | null,
  ): void;
  /** New values by path. The run shown hears of none. */
  setFields(values: Readonly<Record<string, unknown>>): void;
  /** Another draft. `what` was changed: changes of the same in quick succession are one to go back from. */
  change(what: string, change: (draft: StrategyConfig) => StrategyConfig): void;
  undo(): void;
  redo(): void;
  /** Says that what a link has set up waits for a person's word. */
  wait(): void;
  /** Runs what is set up from its beginning. */
  start(options?: { readonly paused?: boolean }): void;
  /** Runs what the sender of the link ran. */
  verify(): void;
  forgetReference(): void;
  /** Goes on, or begins what is set up. */
  play(): void;
  pause(): void;
  /** Runs one update ('chunk') or to the end of the interval ('generation'), and begins a run for it if there is none. */
  step(unit: StepUnit): void;
  stop(): void;
  /** Goes on from the last checkpoint with a fresh engine, or begins anew if there is none. */
  retry(): void;
  /** Shows a kept run and goes on with it where there is a checkpoint; without one it is as it ended. */
  open(stored: StoredStrategy, options?: { readonly paused?: boolean }): void;
  setPace(updatesPerSecond: number | null): void;
  /** Asks what the data that is set up is like, with so many images; `preview` in the state. */
  preview(images: number): void;
  /** Opens a person's own images, files or one zip, brought to a side of `size` px; `own` in the state. */
  openOwn(
    name: string,
    files: readonly { readonly path: string; readonly file: Blob }[],
    size: number,
  ): void;
  /** Sets up the images that were opened. */
  takeOwn(): void;
  forgetOwn(): void;
  /** Asks how a row of the run sees images of a split; `looked` in the state. */
  look(row: number, split: Split, images: readonly number[]): void;
  notify(text: string, tone?: Notice['tone']): void;
  dismiss(notice: number): void;
  dispose(): void;
}
