import type { Catalog } from '#core/catalog.ts';
import type { DeviceChoice } from '#protocol/messages.ts';
import { NO_LIVE_EDITS } from './live-edits.ts';
import type { MachineSpeed } from './machine-speed.ts';
import type { Pace } from './pace.ts';
import { NO_PROGRESS, NO_RUN } from './run-state.ts';
import { NOTHING_SET_UP } from './set-up-state.ts';
import { FIRST_VIEW, NOTHING_CHOSEN } from './view-state.ts';

/** State at the start of a run. */
export const UNBEGUN = {
  ...NO_PROGRESS,
  ...NOTHING_CHOSEN,
  liveEdits: NO_LIVE_EDITS,
  waiting: false,
};

/** State without a link. */
export const LINKLESS = { reference: null, awaited: null, awaitedBeside: null, foreign: null };

export const INITIAL = {
  catalog: null as Catalog | null,
  /** Time that runs have taken on this machine. */
  machineSpeed: {} as MachineSpeed,
  /** On what runs are computed from their start on. */
  deviceChoice: 'auto' as DeviceChoice,
  pace: null as Pace,
  ...NOTHING_SET_UP,
  ...NO_RUN,
  ...FIRST_VIEW,
};

/** The state of a lab: of its engine, its form, the run shown, and the view of it. */
export interface LabState extends Readonly<typeof INITIAL> {}
