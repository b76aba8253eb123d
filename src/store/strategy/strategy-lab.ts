import type { StoreApi } from 'zustand/vanilla';
import type { StoredStrategy } from '#archive/strategy-record.ts';
import type { ElsewhereResult } from '#core/strategy/experiments/experiment.ts';
import type { HandChoices } from '#core/strategy/hand.ts';
import type { DataConfig, StrategyConfig } from '#core/strategy/strategy-config.ts';
import type { TeamFile } from '#core/strategy/trained-team.ts';
import type { EngineClient } from '#protocol/client.ts';
import type { DeviceChoice, StepUnit } from '#protocol/messages.ts';
import type { CurvesQuestion, LookQuestion } from '#protocol/strategy-images.ts';
import type { StrategyCommand, StrategyEvent } from '#protocol/strategy-messages.ts';
import type { OwnReading, StrategyReference, StrategyState } from './strategy-state.ts';
import type { TrainedChoice } from './trained-teams.ts';

export type StrategyClient = EngineClient<StrategyCommand, StrategyEvent>;

/** Files of a person's, and what they are called together: those of a folder, some that were picked, or one zip. */
export type ChosenFiles = Pick<
  Extract<StrategyCommand, { readonly kind: 'openOwn' }>,
  'name' | 'files'
>;

/** Joins engine and state of the strategy lab, and takes the actions of a person. */
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
  /** Runs the run shown from its beginning, with a fresh engine. */
  beginAnew(): void;
  /** Shows a kept run and goes on with it where there is a checkpoint; without one it is as it ended. */
  open(stored: StoredStrategy, options?: { readonly paused?: boolean }): void;
  /** Asks a person about a row's decisions: each, the next one, or none. */
  ask(row: number, when: 'each' | 'next' | 'never'): void;
  /**
   * Chooses for seats of a row, for the interval whose decision waits, or else the next one; `stays`: from it on. Null
   * leaves a seat to the row's own steering.
   */
  choose(row: number, choices: HandChoices, stays: boolean): void;
  setPace(updatesPerSecond: number | null): void;
  /** On what runs are computed from the next start on; one that is gone on with stays on the device that it has. */
  chooseDevice(choice: DeviceChoice): void;
  /** Asks what the data that is set up is like, with so many images; `preview` in the state. */
  preview(images: number): void;
  /** Chooses how own images are to be read from now on. */
  setOwnReading(reading: Partial<OwnReading>): void;
  /** Opens a person's own images; `own` in the state. Where just these were asked for, they are kept at once. */
  openOwn(chosen: ChosenFiles): void;
  /** Keeps the images that were opened last, and sets them up. */
  takeOwn(): void;
  /** Leaves the images that were opened last, or what is said of them. */
  forgetOwn(): void;
  /** Asks how a row of the run sees some images; `looked` in the state. */
  look(question: LookQuestion): void;
  /** Asks how its rows told a class after an interval, at every threshold; `curves` in the state. */
  askCurves(question: CurvesQuestion): void;
  /**
   * Takes a trained team in from its file: for the team of the set-up that misses it, or else with a row that it steers.
   * Throws a RangeError where that is no such file.
   */
  openTeam(text: string): void;
  /** Puts another trained team in the place of one; whether it goes on learning stays as it is. */
  replaceTeam(at: number, instead: Omit<TrainedChoice, 'about'>): void;
  /** Keeps a trained team in this browser, so that it can be chosen from now on. Rejects where that cannot be. */
  keepTeam(file: TeamFile): Promise<void>;
  /** Deletes a kept team; runs that it steers have it still. */
  forgetTeam(digest: string): Promise<void>;
  /** Adds a row that a trained team steers. */
  addTeamRow(choice: TrainedChoice): void;
  /** Holds a plan that a link brought until it is taken up by what evolves teams; null: it was. */
  bringPlan(plan: unknown): void;
  /** A team of the run shown as a file; null: the run is no longer in the engine's memory. */
  teamFile(team: string): Promise<TeamFile | null>;
  /** Tests the classifiers of the run shown, as they are, on other data; null: that run is no longer there. */
  testElsewhere(data: DataConfig, seed: number): Promise<ElsewhereResult | null>;
  notify(text: string): void;
  dismiss(notice: number): void;
  dispose(): void;
}
