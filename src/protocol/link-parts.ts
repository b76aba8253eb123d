import { hasher } from '#core/hash.ts';
import { wholeValue } from './address.ts';

/** Parts that links of all labs have in common: how a run stands in them, and how damage on the way is noticed. */

/** The run's own keys: preset, seed, version, difference. */
export const RUN_KEYS = ['p', 's', 'v', 'd'];

/** Keys that the check of a link covers. Never changed: newer links are checked in the same way. */
export const CHECKED = new Set(['p', 's', 'd', 'e', 'r']);
const CHECK_DIGITS = 6;

export const written = (parts: Iterable<readonly [key: string, value: string]>): string[] =>
  [...parts].map(([key, value]) => `${key}=${encodeURIComponent(value)}`);

interface Parts {
  get(key: string): string | null | undefined;
}

/** Digests what makes a run and its result into so many hexadecimal digits. */
export function checkOf(version: number, parts: Parts): string {
  const text = [version, ...[...CHECKED].map((key) => parts.get(key) ?? '')].join(' ');
  return hasher().text(text).hex().slice(0, CHECK_DIGITS);
}

/** The version of a link whose check holds, or what is wrong with it. `newest`: that this page writes. */
export function readVersion(
  parameters: Parts,
  newest: number,
):
  | { readonly ok: true; readonly version: number; readonly notices: readonly string[] }
  | { readonly ok: false; readonly value: string; readonly message: string } {
  const value = wholeValue(parameters.get('v') ?? String(newest));
  const [, number, check] = /^([1-9]\d{0,5})(?:\.([0-9a-f]{6}))?$/.exec(value) ?? [];
  const fail = (message: string) => ({ ok: false as const, value, message });
  if (number === undefined)
    return fail(`The link's version is '${value.slice(0, 20)}'; it must be a whole number from 1.`);
  const version = Number(number);
  if (check !== undefined && check !== checkOf(version, parameters))
    return fail(
      `It was changed or cut off on its way. If you changed it yourself, take '.${check}' out of it.`,
    );
  const newer =
    'The link was made with a newer version of this page. What is known of it was read; the run may differ.';
  return { ok: true, version, notices: version > newest ? [newer] : [] };
}

/**
 * Says as a sentence how a link differs from the one that was sent: a key twice, or one that is gone while another
 * looks like it.
 */
export function damageOf(
  given: readonly (readonly [key: string, value: string])[],
  known: ReadonlySet<string>,
): string | null {
  const found = new Map<string, string>();
  for (const [key, value] of given) {
    if (known.has(key) && (found.get(key) ?? value) !== value)
      return `It was changed on its way: it holds '${key}' twice.`;
    found.set(key, value);
  }
  const missing = [...RUN_KEYS, 'e', 'r'].filter((key) => !found.has(key));
  for (const [key, value] of given) {
    if (known.has(key)) continue;
    const bare = key.toLowerCase().replace(/[^a-z]/g, '');
    const like = missing.find(
      (own) => bare === own || (/^(amp)+.$/.test(bare) && bare.endsWith(own)),
    );
    const isPayload = missing.includes('d') && /^[jz][\w-]{8,}$/.test(value);
    if (like !== undefined || isPayload)
      return `It was changed on its way: it holds '${key.slice(0, 20)}' where '${like ?? 'd'}' should be.`;
  }
  return null;
}
