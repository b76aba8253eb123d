import type { Catalog } from '#core/catalog.ts';
import type { DeviceChoice } from '#protocol/messages.ts';
import { NO_LIVE_EDITS } from './live-edits.ts';
import type { MachineSpeed } from './machine-speed.ts';
import type { Pace } from './pace.ts';
import { NO_PROGRESS, NO_RUN, type RunState } from './run-state.ts';
import { NOTHING_SET_UP, type SetUpState } from './set-up-state.ts';
import { FIRST_VIEW, NOTHING_CHOSEN, type ViewState } from './view-state.ts';

/** Facts of the engine, and settings that it is told with every run. */
interface EngineState {
  readonly catalog: Catalog | null;
  /** Time that runs have taken on this machine. */
  readonly machineSpeed: MachineSpeed;
  /** On what runs are computed from their start on. */
  readonly deviceChoice: DeviceChoice;
  readonly pace: Pace;
}

/** The state of a lab, by what it is about. */
export interface LabState extends EngineState, SetUpState, RunState, ViewState {}

/** State at the start of a run. */
export const UNBEGUN = {
  ...NO_PROGRESS,
  ...NOTHING_CHOSEN,
  liveEdits: NO_LIVE_EDITS,
  waiting: false,
} as const satisfies Partial<LabState>;

/** State without a link. */
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
