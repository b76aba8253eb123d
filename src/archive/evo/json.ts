import { Damage } from '../damage.ts';

/** JSON that keeps NaN and the infinities, each as `{"not finite": "NaN"}`. */

const KEY = 'not finite';

/** Returns a copy that is as JSON can hold it. */
export const plain = <T>(value: T): T => JSON.parse(toJson(value));

export const toJson = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'number' && !Number.isFinite(part) ? { [KEY]: String(part) } : part,
  );

/** Deepest nesting that data may have, four times that of a run. */
const MOST_DEPTH = 40;

/** Parses a text; throws a {@link Damage} that names it if it is no JSON, or nested too deeply to be walked through. */
export function parseJson(text: string, name: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Damage(`${name} cannot be read`);
  }
  needShallow(value, name, 0);
  return value;
}

function needShallow(value: unknown, name: string, depth: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth > MOST_DEPTH) throw new Damage(`${name} is nested too deeply`);
  for (const part of Object.values(value)) needShallow(part, name, depth + 1);
}

/** Data that was read, with its NaN and infinities. */
export function revive(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(revive);
  const text = (value as { readonly [KEY]?: unknown })[KEY];
  if (typeof text === 'string') return Number(text);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, revive(part)]));
}
