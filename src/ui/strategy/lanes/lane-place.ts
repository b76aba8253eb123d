import type { Seat } from '#core/strategy/seats.ts';

/** Place on a lane where something is to be changed. */
export interface LanePlace {
  readonly row: number;
  readonly seat: Seat;
  readonly interval: number;
}
