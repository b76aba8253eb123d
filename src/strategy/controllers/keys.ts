import { type Key, threefry2x32 } from '#core/random.ts';

/**
 * Purposes of random numbers of a controller. Published: a changed number changes every decision. They lie beyond the
 * purposes of the runs that controllers steer (from 0x200 on), so one seed serves both.
 */
const CONTROLLER_PURPOSE = {
  decide: 0x210,
  sample: 0x211,
  found: 0x212,
  learn: 0x213,
  foretell: 0x214,
  individual: 0x215,
} as const;

const block = new Uint32Array(2);

/** The key under which numbers of a purpose are drawn; `a` and `b` tell those of one purpose apart. */
export function controllerKey(
  seed: number,
  purpose: keyof typeof CONTROLLER_PURPOSE,
  a = 0,
  b = 0,
): Key {
  threefry2x32(seed, CONTROLLER_PURPOSE[purpose], a, b, block);
  return [block[0] as number, block[1] as number];
}
