import type { Catalog } from '#core/catalog.ts';
import type { DeviceChoice } from '#protocol/messages.ts';
import { NO_LIVE_EDITS } from './live-edits.ts';
import type { MachineSpeed } from './machine-speed.ts';
import type { Pace } from './pace.ts';
import { NO_PROGRESS, NO_RUN, type RunState } from './run-state.ts';
import { NOTHING_SET_UP, type SetUpState } from './set-up-state.ts';
import { FIRST_VIEW, NOTHING_CHOSEN, type ViewState } from './view-state.ts';

/** What is known of the engine, and what it is told of every run. */
interface EngineState {
  readonly catalog: Catalog | null;
  /** What runs have taken on this machine. */
  readonly machineSpeed: MachineSpeed;
  /** On what runs are computed from their start on. */
  readonly deviceChoice: DeviceChoice;
  readonly pace: Pace;
}

/** The state of a lab, by what it is about. */
export interface LabState extends EngineState, SetUpState, RunState, ViewState {}

/** What a run starts with. */
export const UNBEGUN = {
  ...NO_PROGRESS,
  ...NOTHING_CHOSEN,
  liveEdits: NO_LIVE_EDITS,
  waiting: false,
} as const satisfies Partial<LabState>;

/** What there is without a link. */
export const LINKLESS = {
  reference: null,
  awaited: null,
  awaitedBeside: null,
  foreign: null,
} as const satisfies Partial<LabState>;

export const INITIAL: LabState = {
  catalog: null,
  machineSpeed: {},
  deviceChoice: 'auto',
  pace: null,
  ...NOTHING_SET_UP,
  ...NO_RUN,
  ...FIRST_VIEW,
};
