import type { SeatOptions } from '#core/strategy/options.ts';
import { SEATS, type Seat } from '#core/strategy/seats.ts';
import type { FeatureLayout } from './features.ts';

/**
 * The numbers of the seats' choices that are worth most together in a phase, by weights of features: from the last seat
 * back, what the best that can follow is worth for each choice before it.
 */
export function bestInOrder(
  weights: Float64Array,
  phase: number,
  phases: number,
  options: SeatOptions,
  layout: FeatureLayout,
): readonly number[] {
  const worth = (seat: Seat, before: number, at: number): number => {
    const pair = layout.together(seat, before, at);
    // a pair counts over the whole run, a choice within its phase
    const beside = pair === null ? 0 : (weights[pair] as number) / phases;
    return (weights[layout.alone(phase, seat, at)] as number) + beside;
  };
  /** Best choice of each seat, by the choice before it, and what that and all after it are worth. */
  const following: { at: number; worth: number }[][] = [];
  for (const seat of SEATS.toReversed()) {
    const before = SEATS[SEATS.indexOf(seat) - 1];
    const after = following[0];
    following.unshift(
      (before === undefined ? [''] : options[before]).map((_, last) =>
        options[seat]
          .map((__, at) => ({ at, worth: worth(seat, last, at) + (after?.[at]?.worth ?? 0) }))
          .reduce((best, each) => (each.worth > best.worth ? each : best)),
      ),
    );
  }
  let last = 0;
  return following.map((choices) => {
    last = choices[last]?.at as number; // one for each choice before
    return last;
  });
}
