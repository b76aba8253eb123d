import { describeValue, isRecord } from '#core/plain-data.ts';
import { MOST_FITNESS } from '#core/statistics.ts';

/** Data that is not what it should be. The message says what and where, for the person who opens it. */
export class Damage extends Error {
  override readonly name = 'Damage';
}

type Fields = Readonly<Record<string, unknown>>;

/** Checks of what was read. `what` names the value in the message, as 'the run’s seed'. */

export function needFields(value: unknown, what: string): Fields {
  return isRecord(value) ? value : refuse(value, what, 'an object');
}

export function needText(value: unknown, what: string, longest = 200): string {
  return typeof value === 'string' && value.length <= longest
    ? value
    : refuse(value, what, `a text of at most ${longest} characters`);
}

export function needInteger(value: unknown, what: string, low: number, high: number): number {
  return Number.isSafeInteger(value) && (value as number) >= low && (value as number) <= high
    ? (value as number)
    : refuse(value, what, `a whole number from ${low} to ${high}`);
}

/** Latest time that a JavaScript date can say, milliseconds since 1970. */
const LAST_DATE = 8.64e15;

/** A time, milliseconds since 1970. */
export const needDate = (value: unknown, what: string): number =>
  needInteger(value, what, 0, LAST_DATE);

/** NaN and infinities are numbers, too. */
export function needNumber(value: unknown, what: string): number {
  return typeof value === 'number' ? value : refuse(value, what, 'a number');
}

/** Reads an amount, such as steps or milliseconds: neither negative nor NaN nor beyond what can be counted. */
export function needAmount(value: unknown, what: string): number {
  return typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER
    ? value
    : refuse(value, what, `a number from 0 to ${Number.MAX_SAFE_INTEGER}`);
}

/** A fitness: NaN where there is none, but never so great that no chart can show it. */
export function needFitness(value: unknown, what: string): number {
  return Number.isNaN(value) || isMeasure(value)
    ? (value as number)
    : refuse(value, what, `${SHOWN}, or NaN`);
}

/** Checks a measured number that a chart can show. Throws a {@link Damage} that names it. */
export function needMeasure(value: unknown, what: string): number {
  return isMeasure(value) ? value : refuse(value, what, SHOWN);
}

/** A sum of squared differences between what a chart can show. */
export function needSquares(value: unknown, what: string): number {
  return typeof value === 'number' && value >= 0 && value < Number.POSITIVE_INFINITY
    ? value
    : refuse(value, what, 'a finite number, 0 or more');
}

const SHOWN = `a number from ${-MOST_FITNESS} to ${MOST_FITNESS}`;

const isMeasure = (value: unknown): value is number =>
  typeof value === 'number' && Math.abs(value) <= MOST_FITNESS;

export function needList(value: unknown, what: string, longest: number): readonly unknown[] {
  return Array.isArray(value) && value.length <= longest
    ? value
    : refuse(value, what, `a list of at most ${longest}`);
}

export function needOneOf<T extends string>(
  value: unknown,
  what: string,
  choices: readonly T[],
): T {
  const found = choices.find((choice) => choice === value);
  return found ?? refuse(value, what, `one of ${choices.join(', ')}`);
}

type TypedArray = Float32Array | Float64Array | Int32Array | Uint8Array;

/** A typed array of one kind and, if it is given, one length. */
export function needArray<T extends TypedArray>(
  value: unknown,
  what: string,
  kind: { readonly name: string; new (length: number): T },
  length?: number,
): T {
  if (!(value instanceof kind)) return refuse(value, what, `a ${kind.name}`);
  return length === undefined || value.length === length
    ? value
    : refuse(value.length, `the length of ${what}`, String(length));
}

function refuse(value: unknown, what: string, right: string): never {
  throw new Damage(`${what} is ${describeValue(value)}; it must be ${right}`);
}

/** Returns what `read` makes of a checkpoint. Throws a {@link Damage} where that throws a RangeError. */
export function needCheckpoint<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) throw new Damage(`of the checkpoint, ${error.message}`);
    throw error;
  }
}
