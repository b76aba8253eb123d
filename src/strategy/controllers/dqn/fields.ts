import { SEATS } from '#core/strategy/seats.ts';
import type { DqnLayout } from './layout.ts';
import type { experienceFields } from './programs.ts';
import type { Returned } from './returns.ts';

/** 1 for each choice of the seats so far, in a row of all. */
export function flagsOf({ flags, seats }: DqnLayout, numbers: readonly number[]): Float32Array {
  const row = new Float32Array(flags);
  let from = 0;
  seats.forEach(({ choices }, at) => {
    const number = numbers[at];
    if (number !== undefined) row[from + number] = 1;
    from += choices;
  });
  return row;
}

/** Experiences as the replay buffer holds them. */
export function fieldsOf(
  layout: DqnLayout,
  returned: readonly Returned[],
): Readonly<Record<keyof ReturnType<typeof experienceFields>, Float32Array>> {
  const { width, flags } = layout;
  const rows = <T extends ArrayLike<number>>(each: number, of: (step: Returned) => T) => {
    const all = new Float32Array(returned.length * each);
    returned.forEach((step, at) => {
      all.set(of(step), at * each);
    });
    return all;
  };
  const numberAt = (at: number) => rows(1, ({ numbers }) => [numbers[at] as number]); // of each seat
  return {
    states: rows(width, ({ state }) => state),
    flags: rows(flags, ({ numbers }) => flagsOf(layout, numbers)),
    augmentation: numberAt(0),
    optimizer: numberAt(1),
    schedule: numberAt(2),
    loss: numberAt(3),
    returns: rows(SEATS.length, ({ rewards }) => rewards),
    nexts: rows(width, ({ next }) => next),
    ended: rows(1, ({ ended }) => [Number(ended)]),
  };
}
