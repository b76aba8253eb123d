import type { Event } from '#protocol/messages.ts';
import type { LabState } from '#store/lab/lab-state.ts';
import { reduce } from '#store/lab/reduce.ts';

/** The state after an event. */
export const stateAfter = (state: LabState, event: Event): LabState => ({
  ...state,
  ...reduce(state, event),
});
