import { canonicalJson } from '#core/canonical-json.ts';
import { isRecord, plainCopy } from '#core/plain-data.ts';
import { ORIGIN_KEY } from './link-origin.ts';

/** Keys of a link that this version does not know. They are handed on with the link, and change nothing here. */
export interface Foreign {
  /** Version of the link that held it, if that was newer. */
  readonly version: number;
  readonly keys: readonly (readonly [key: string, value: string])[];
  /** Part of the difference. */
  readonly changes: Readonly<Record<string, unknown>>;
}

/** Keys and characters that are handed on at most, and fields. */
const MOST_KEYS = 12;
const MOST_CHARACTERS = 1000;
const MOST_FIELDS = 40;
/** Names that a notice lists. */
const LISTED = 4;

/** Keys of a link that mean nothing here. */
export function foreignKeys(
  parameters: URLSearchParams,
  known: readonly string[],
): readonly (readonly [string, string])[] {
  return [...new Map(parameters)].filter(([key]) => !known.includes(key));
}

/**
 * Gathers the unknown parts of a link, `paths` being those of the difference; a notice says where they are too much to
 * hand on.
 */
export function foreignPart(
  changes: Record<string, unknown>,
  paths: readonly string[],
  version: number,
  keys: readonly (readonly [string, string])[],
): { readonly kept: Foreign | null; readonly notices: readonly string[] } {
  if (keys.length === 0 && paths.length === 0) return { kept: null, notices: [] };
  const unknown = keys.filter(([key]) => key !== ORIGIN_KEY);
  const names = [...unknown.map(([key]) => `'${key.slice(0, 20)}'`), ...paths];
  const listed = names.slice(0, LISTED).join(', ');
  const more = names.length > LISTED ? ` and ${names.length - LISTED} more` : '';
  const what = `The link holds ${listed}${more}, which this version does not know.`;

  const tree: Record<string, unknown> = Object.create(null);
  for (const path of paths) copyPath(plainCopy(changes), tree, path.split('.'));
  const isSmall =
    keys.length <= MOST_KEYS &&
    paths.length <= MOST_FIELDS &&
    keys.every(([key]) => /^[A-Za-z][A-Za-z0-9]{0,19}$/.test(key)) &&
    sizeOf(tree) + keys.reduce((sum, [, value]) => sum + value.length, 0) <= MOST_CHARACTERS;
  return isSmall
    ? {
        kept: { version, keys, changes: tree },
        notices: names.length > 0 ? [`${what} It stays in the link and changes nothing here.`] : [],
      }
    : { kept: null, notices: [`${what} It was left out.`] };
}

/** Copies what stands at a path into a tree without prototypes; nothing where the path does not lead anywhere. */
function copyPath(from: unknown, to: Record<string, unknown>, keys: readonly string[]): void {
  const [key, ...rest] = keys;
  if (key === undefined || !isRecord(from) || !Object.hasOwn(from, key)) return;
  if (rest.length === 0) {
    to[key] = from[key];
    return;
  }
  const below: Record<string, unknown> = isRecord(to[key]) ? to[key] : Object.create(null);
  to[key] = below;
  copyPath(from[key], below, rest);
}

/** Characters as JSON; of what JSON cannot hold, too many. */
function sizeOf(tree: Record<string, unknown>): number {
  try {
    return canonicalJson(tree).length;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
