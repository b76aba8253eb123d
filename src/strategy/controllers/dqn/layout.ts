import type { DqnSettings } from '#core/strategy/controller-settings.ts';
import type { SeatOptions } from '#core/strategy/options.ts';
import { SEATS, type Seat } from '#core/strategy/seats.ts';
import type { StateElement } from '#core/strategy/state-settings.ts';

/** Inputs of a seat's network, and its number of choices. */
export interface SeatLayout {
  readonly seat: Seat;
  readonly target: `${Seat}Target`;
  readonly choices: number;
  /** Columns of the state that it sees; null: all. */
  readonly sight: readonly Columns[] | null;
  /** Width of what the seats before have chosen, as flags; 0 where it is not seen. */
  readonly before: number;
  /** Numbers that it reads in all. */
  readonly inputs: number;
}

interface Columns {
  readonly from: number;
  readonly width: number;
}

export interface DqnLayout {
  /** Numbers of a state. */
  readonly width: number;
  /** Choices of all seats together. */
  readonly flags: number;
  readonly seats: readonly SeatLayout[];
}

/**
 * Throws a RangeError where seats that learn together do not share everything, and where one that sees for itself would
 * see nothing.
 */
export function layOut(
  elements: readonly StateElement[],
  options: SeatOptions,
  { mixing, sharing }: Pick<DqnSettings, 'mixing' | 'sharing'>,
): DqnLayout {
  if (mixing !== 'independent' && !(sharing.state && sharing.minibatch && sharing.reward))
    throw new RangeError(`seats that learn by '${mixing}' share states, minibatches and rewards`);
  const width = Math.max(1, elements.length);
  let flags = 0;
  const seats = SEATS.map((seat): SeatLayout => {
    const before = mixing === 'sequential' ? flags : 0;
    const choices = options[seat].length;
    flags += choices;
    const sight = sharing.state ? null : ownSight(elements, seat);
    const seen = sight ? sight.reduce((sum, columns) => sum + columns.width, 0) : width;
    return { seat, target: `${seat}Target`, choices, sight, before, inputs: seen + before };
  });
  return { width, flags, seats };
}

/** Lists the columns of how well the classifier does, and of the seat's own last choice. */
function ownSight(elements: readonly StateElement[], seat: Seat): Columns[] {
  const runs: Columns[] = [];
  elements.forEach(({ group, id }, at) => {
    if (group !== 'performance' && !id.startsWith(`${seat}=`)) return;
    const last = runs.at(-1);
    if (last && last.from + last.width === at)
      runs[runs.length - 1] = { from: last.from, width: last.width + 1 };
    else runs.push({ from: at, width: 1 });
  });
  if (runs.length === 0)
    throw new RangeError(
      `the ${seat} sees performance and its own last choice alone, and both are switched off`,
    );
  return runs;
}
