import type { Seat } from '#core/strategy/seats.ts';

/** Where on a lane something is to be changed. */
export interface LanePlace {
  readonly row: number;
  readonly seat: Seat;
  readonly interval: number;
}
