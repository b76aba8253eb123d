import { hasher } from '#core/hash.ts';
import { type Key, threefry2x32 } from '#core/random.ts';

/**
 * Purposes of random numbers of a strategy run. Published: a changed number changes every result. They lie beyond the
 * purposes of evolution's runs (`core/random.ts`) and of data sets (`datasets/keys.ts`), so one seed serves all.
 */
export const STRATEGY_PURPOSE = {
  order: 0x200,
  partner: 0x201,
  augment: 0x202,
  steer: 0x203,
  search: 0x204,
} as const;

const block = new Uint32Array(2);

/** The key under which numbers of a purpose are drawn; `a` and `b` tell those of one purpose apart. */
export function strategyKey(
  seed: number,
  purpose: keyof typeof STRATEGY_PURPOSE,
  a: number,
  b = 0,
): Key {
  threefry2x32(seed, STRATEGY_PURPOSE[purpose], a, b, block);
  return [block[0] as number, block[1] as number];
}

/** A number for a key that tells names apart, so that chance does not depend on the place of what is named. */
export const nameNumber = (name: string): number =>
  Number.parseInt(hasher().text(name).hex().slice(0, 8), 16);
