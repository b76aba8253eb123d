/** JSON that keeps NaN and the infinities, each as `{"not finite": "NaN"}`. */

const KEY = 'not finite';

/** Data as JSON can hold it. */
export const plain = <T>(value: T): T => JSON.parse(toJson(value));

export const toJson = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'number' && !Number.isFinite(part) ? { [KEY]: String(part) } : part,
  );

/** Data that was read, with its NaN and infinities. */
export function revive(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(revive);
  const text = (value as { readonly [KEY]?: unknown })[KEY];
  if (typeof text === 'string') return Number(text);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, revive(part)]));
}
