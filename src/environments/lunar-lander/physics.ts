import { atan2, cos, sin } from '#core/maths.ts';

/** Planck, Box2D 2.3 in JavaScript. */
export type Physics = typeof import('planck');

/** Functions of `Math` that Planck uses and each browser rounds in its own way; all else it uses is exact. */
const EXACT = { sin, cos, atan2 };

let physics: Physics | undefined;
let loading: Promise<void> | undefined;

/**
 * Loads Planck, once. It takes its functions from `Math` as it is evaluated, so for that time `Math` holds the exact
 * ones, and worlds move the same, to the bit, in every browser.
 */
export function loadPhysics(): Promise<void> {
  loading ??= load().catch((failure: unknown) => {
    loading = undefined; // the next call tries again
    throw failure;
  });
  return loading;
}

async function load(): Promise<void> {
  const own = Object.getOwnPropertyDescriptors(Math);
  Object.assign(Math, EXACT);
  try {
    physics = await import('planck');
  } finally {
    Object.defineProperties(Math, own);
  }
}

/** Planck, when it is loaded; throws otherwise. */
export function loadedPhysics(): Physics {
  if (!physics)
    throw new Error(
      'the physics of LunarLander is not loaded; await prepare() before the first reset',
    );
  return physics;
}
