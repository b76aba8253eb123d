import { SEATS, type Seat } from './seats.ts';

/** Turn of a person's hand: from an interval on that choice; null: the row's own steering decides again. */
export interface HandTurn {
  readonly from: number;
  readonly choice: string | null;
}

/**
 * Choices that a person made for a row while it trained, seat by seat, each turn after the one before. They are part
 * of the row: a run that has them makes the same choices at the same intervals. A seat that is absent was never chosen
 * for.
 */
export type Hand = Readonly<Partial<Record<Seat, readonly HandTurn[]>>>;

/** Choices of a person for some seats; null: the row's own steering is to decide. */
export type HandChoices = Readonly<Partial<Record<Seat, string | null>>>;

/** Returns the choice that a person made for an interval; null: the row's own steering decides. */
export const handAt = (hand: Hand | undefined, seat: Seat, interval: number): string | null =>
  hand?.[seat]?.findLast(({ from }) => from <= interval)?.choice ?? null;

/** Choices of a person in an interval, of each seat that they have chosen for. */
export const handIn = (
  hand: Hand | undefined,
  interval: number,
): Readonly<Partial<Record<Seat, string>>> =>
  Object.fromEntries(
    SEATS.flatMap((seat) => {
      const choice = handAt(hand, seat, interval);
      return choice === null ? [] : [[seat, choice]];
    }),
  );

/** Tells whether a person has chosen anything for an interval. */
export const isHanded = (hand: Hand | undefined, interval: number): boolean =>
  SEATS.some((seat) => handAt(hand, seat, interval) !== null);

/** Intervals below `intervals` for which a person has chosen something. */
export const handedIntervals = (hand: Hand | undefined, intervals: number): readonly number[] =>
  hand === undefined
    ? []
    : Array.from({ length: intervals }, (_, interval) => interval).filter((interval) =>
        isHanded(hand, interval),
      );

/**
 * The hand with other choices in an interval, or from it on where they stay until others come. Seats that are not named
 * stay as they are; undefined: nothing is left.
 */
export function withHand(
  hand: Hand | undefined,
  interval: number,
  choices: HandChoices,
  stays: boolean,
): Hand | undefined {
  const lanes = SEATS.flatMap((seat) => {
    const lane = hand?.[seat] ?? [];
    const choice = choices[seat];
    const turns = choice === undefined ? lane : withTurn(lane, interval, choice, stays);
    return turns.length > 0 ? [[seat, turns] as const] : [];
  });
  return lanes.length > 0 ? Object.fromEntries(lanes) : undefined;
}

function withTurn(
  lane: readonly HandTurn[],
  from: number,
  choice: string | null,
  stays: boolean,
): readonly HandTurn[] {
  const next = from + 1;
  const later = lane.filter((turn) => turn.from > from);
  const goesOn = lane.findLast((turn) => turn.from <= next)?.choice ?? null;
  const back =
    stays || later.some((turn) => turn.from === next) ? [] : [{ from: next, choice: goesOn }];
  const turns = [...lane.filter((turn) => turn.from < from), { from, choice }, ...back, ...later];
  return turns.filter((turn, at) => turn.choice !== (turns[at - 1]?.choice ?? null));
}

/** Tells whether two hands choose the same in all intervals before one. */
export const isSameBefore = (a: Hand | undefined, b: Hand | undefined, interval: number): boolean =>
  SEATS.every((seat) =>
    [...(a?.[seat] ?? []), ...(b?.[seat] ?? [])].every(
      ({ from }) => from >= interval || handAt(a, seat, from) === handAt(b, seat, from),
    ),
  );

/** A row whose person has chosen so; undefined: nothing. */
export function withRowHand<T extends { readonly hand?: Hand }>(row: T, hand: Hand | undefined): T {
  const { hand: _, ...rest } = row;
  return (hand ? { ...rest, hand } : rest) as T;
}
