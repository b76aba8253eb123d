import { canonicalJson } from './canonical-json.ts';
import { isRecord } from './plain-data.ts';

/**
 * Returns the JSON merge patch (RFC 7386) that turns one piece of plain data into another: only what differs, lists
 * whole, null for a key that goes. No configuration holds null.
 */
export function difference(config: object, preset: object): Record<string, unknown> {
  const before = new Map(Object.entries(preset));
  const changes = Object.entries(config).flatMap(([key, value]): [string, unknown][] => {
    const old: unknown = before.get(key);
    before.delete(key);
    if (isRecord(value) && isRecord(old)) {
      const inner = difference(value, old);
      return Object.keys(inner).length > 0 ? [[key, inner]] : [];
    }
    return old !== undefined && canonicalJson(value) === canonicalJson(old) ? [] : [[key, value]];
  });
  return Object.fromEntries([...changes, ...[...before.keys()].map((key) => [key, null])]);
}

/** The preset with a difference applied. The parser judges the result of a strange difference. */
export function applyDifference(preset: unknown, changes: unknown): unknown {
  if (!isRecord(changes)) return changes;
  const result = new Map(isRecord(preset) ? Object.entries(preset) : []);
  for (const [key, change] of Object.entries(changes)) {
    if (change === null) result.delete(key);
    else if (isRecord(result.get(key)) && isRecord(change))
      result.set(key, applyDifference(result.get(key), change));
    else result.set(key, change);
  }
  return Object.fromEntries(result);
}
