import { isRecord } from '../plain-data.ts';
import type { SeatOptions } from './options.ts';
import { SEATS, type Seat } from './seats.ts';
import type { StrategyCatalog } from './strategy-catalog.ts';
import { MOST_NAME } from './strategy-fields.ts';

/** Takes down what is wrong with a value at a path; the advice follows 'path is value:'. */
export type Wrong = (path: string, value: unknown, advice: string) => void;

export const isName = (value: unknown): value is string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= MOST_NAME;

/** Some of the choices of each seat, one at least. */
export const parseOptions = (
  data: unknown,
  catalog: StrategyCatalog,
  path: string,
  wrong: Wrong,
): SeatOptions | null =>
  eachSeat(data, path, wrong, (list, seat, at) => {
    const known = choicesOf(catalog, seat);
    const isSome = Array.isArray(list) && list.length > 0 && new Set(list).size === list.length;
    if (isSome && list.every((choice) => known.includes(choice as string)))
      return Object.freeze(list as string[]);
    wrong(at, list, `it must be a list of some of ${known.join(', ')}, each at most once`);
    return null;
  });

export const choicesOf = ({ seats }: StrategyCatalog, seat: Seat): readonly string[] =>
  seats.find(({ id }) => id === seat)?.choices.map(({ id }) => id) ?? [];

/** Something for each of the four seats, and for nothing else. */
export function eachSeat<T>(
  data: unknown,
  path: string,
  wrong: Wrong,
  parse: (value: unknown, seat: Seat, path: string) => T | null,
): Readonly<Record<Seat, T>> | null {
  if (!isRecord(data)) {
    wrong(path, data, `it must be an object with ${SEATS.join(', ')}`);
    return null;
  }
  for (const [key, value] of Object.entries(data))
    if (!SEATS.some((seat) => seat === key))
      wrong(`${path}.${key}`, value, 'there is no such seat; take it out');
  const parsed = SEATS.map((seat) => [seat, parse(data[seat], seat, `${path}.${seat}`)] as const);
  if (parsed.some(([, value]) => value === null)) return null;
  return Object.freeze(Object.fromEntries(parsed)) as Readonly<Record<Seat, T>>;
}
