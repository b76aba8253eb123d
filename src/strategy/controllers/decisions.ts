import type { Decision, Reason } from '#core/strategy/decision.ts';
import type { SeatOptions } from '#core/strategy/options.ts';
import { SEATS, type Seat } from '#core/strategy/seats.ts';
import type { Chosen } from './choose.ts';
import type { ControllerSnapshot } from './controller.ts';

/** Something of each seat, found in the seats' order. */
export function forSeats<T>(find: (seat: Seat) => T): Record<Seat, T> {
  const augmentation = find('augmentation');
  const optimizer = find('optimizer');
  const schedule = find('schedule');
  return { augmentation, optimizer, schedule, loss: find('loss') };
}

/** A decision in which the seats choose in their order, each told what those before it have chosen. */
export function decideInOrder(
  options: SeatOptions,
  choose: (seat: Seat, before: readonly number[]) => Chosen,
): Decision {
  const before: number[] = [];
  const chosen = forSeats((seat) => {
    const found = choose(seat, before);
    before.push(found.at);
    return found;
  });
  return {
    choices: forSeats((seat) => options[seat][chosen[seat].at] as string), // an option's number
    reasons: forSeats((seat) => chosen[seat].reason),
  };
}

/** The seat whose choice a seat sees last, if it sees any. */
export const seatBefore = (seat: Seat): Seat | null => SEATS[SEATS.indexOf(seat) - 1] ?? null;

/** Number of a choice among a seat's options. Throws a RangeError where it is none of them. */
export function numberOf(options: SeatOptions, seat: Seat, choice: string): number {
  const at = options[seat].indexOf(choice);
  if (at < 0)
    throw new RangeError(`'${choice}' is no ${seat} to choose, only ${options[seat].join(', ')}`);
  return at;
}

export const PLANNED: Reason = { ground: 'plan', values: null, deviations: null, chances: null };

/** The state of a snapshot that is of this kind and these options; throws a RangeError where it is not. */
export function stateIn(snapshot: ControllerSnapshot, kind: string, options: SeatOptions): unknown {
  if (snapshot.kind !== kind)
    throw new RangeError(`a snapshot of a controller '${snapshot.kind}' does not fit '${kind}'`);
  for (const seat of SEATS)
    if (snapshot.options[seat].join() !== options[seat].join())
      throw new RangeError(
        `the snapshot chooses the ${seat} from ${snapshot.options[seat].join(', ')}, the run from ${options[seat].join(', ')}`,
      );
  return snapshot.state;
}
