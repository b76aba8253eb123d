import type { DqnSettings } from '#core/strategy/controller-settings.ts';
import type { SeatOptions } from '#core/strategy/options.ts';
import { SEATS, type Seat } from '#core/strategy/seats.ts';

/** What a seat's network reads, and of how many choices it tells the worth. */
export interface SeatLayout {
  readonly seat: Seat;
  readonly target: `${Seat}Target`;
  readonly choices: number;
  /** Width of what the seats before have chosen, as flags; 0 where it is not seen. */
  readonly before: number;
}

export interface DqnLayout {
  /** Numbers of a state. */
  readonly width: number;
  /** Choices of all seats together. */
  readonly flags: number;
  readonly seats: readonly SeatLayout[];
}

export function layOut(
  width: number,
  options: SeatOptions,
  { mixing }: Pick<DqnSettings, 'mixing'>,
): DqnLayout {
  let flags = 0;
  const seats = SEATS.map((seat): SeatLayout => {
    const before = mixing === 'sequential' ? flags : 0;
    const choices = options[seat].length;
    flags += choices;
    return { seat, target: `${seat}Target`, choices, before };
  });
  return { width, flags, seats };
}
