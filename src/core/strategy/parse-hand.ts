import { isRecord } from '../plain-data.ts';
import type { Hand, HandTurn } from './hand.ts';
import type { Wrong } from './parse-options.ts';
import { SEATS, type Seat } from './seats.ts';

/** Latest interval that a turn may begin in. */
const LAST = 20_000;

/** Parses the choices that a person made for a row, among those open to each seat; problems go to `wrong`. */
export function parseHand(
  hand: unknown,
  choicesOf: (seat: Seat) => readonly string[],
  row: string,
  wrong: Wrong,
): Hand | null {
  const path = `${row}.hand`;
  if (!isRecord(hand) || Object.keys(hand).length === 0) {
    wrong(path, hand, `it must be an object with some of ${SEATS.join(', ')}, or not be there`);
    return null;
  }
  const lanes: [Seat, readonly HandTurn[]][] = [];
  let isRight = true;
  for (const [key, lane] of Object.entries(hand)) {
    const seat = SEATS.find((each) => each === key);
    const parsed = seat && parseTurns(lane, choicesOf(seat), `${path}.${key}`, wrong);
    if (!seat) wrong(`${path}.${key}`, lane, 'there is no such seat; take it out');
    if (seat && parsed) lanes.push([seat, parsed]);
    else isRight = false;
  }
  return isRight ? (Object.freeze(Object.fromEntries(lanes)) as Hand) : null;
}

function parseTurns(
  lane: unknown,
  known: readonly string[],
  path: string,
  wrong: Wrong,
): readonly HandTurn[] | null {
  if (!Array.isArray(lane) || lane.length === 0) {
    wrong(path, lane, 'it must be a list of turns, each with from and choice');
    return null;
  }
  let isRight = true;
  const turns = lane.map((turn: unknown, at): HandTurn => {
    const { from, choice } = isRecord(turn) ? turn : {};
    const before = at === 0 ? -1 : ((lane[at - 1] as HandTurn | null)?.from ?? -1);
    const isNext = Number.isInteger(from) && (from as number) > before && (from as number) <= LAST;
    if (!isNext) {
      wrong(
        `${path}.${at}.from`,
        from,
        'it must be a whole number of intervals, after the turn before',
      );
      isRight = false;
    }
    if (choice !== null && !known.includes(choice as string)) {
      wrong(`${path}.${at}.choice`, choice, `it must be one of ${known.join(', ')}, or null`);
      isRight = false;
    }
    return Object.freeze({ from: from as number, choice: choice as string | null });
  });
  return isRight ? Object.freeze(turns) : null;
}
