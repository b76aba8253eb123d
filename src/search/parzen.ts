import { log } from '#core/maths.ts';
import type { Draws } from '#core/random.ts';
import { normalDensity, normalShare } from './normal.ts';

/** A density over [0, 1], or over choices by number, from which values can be drawn. */
export interface Density {
  /** Natural logarithm of how likely a value is. */
  logAt(value: number): number;
  draw(reader: Draws): number;
}

/** Weight of what is believed beforehand: that of one observation. */
const PRIOR = 1;

/** Density of choices by number: (count + prior) / (n + prior · k), as Optuna has it; all counts share the prior. */
export function choiceDensity(seen: readonly number[], choices: number): Density {
  const weights = Array.from(
    { length: choices },
    (_, at) => seen.filter((each) => each === at).length + PRIOR,
  );
  const all = seen.length + PRIOR * choices;
  return {
    logAt: (value) => log((weights[value] as number) / all), // a choice's number
    draw: (reader) => reader.weighted(weights),
  };
}

interface Bump {
  readonly at: number;
  readonly width: number;
}

/**
 * Density of numbers in [0, 1]: a mixture of normal densities cut off at the ends, one about each number and a wide one
 * about the middle (Bergstra et al. 2011, section 4.2). A bump is as wide as the farther of its
 * neighbours is away, and no narrower than 1 / min(100, 1 + bumps).
 */
export function unitDensity(seen: readonly number[]): Density {
  const bumps = bumpsAbout(seen);
  return {
    logAt: (value) => log(bumps.reduce((sum, bump) => sum + cutOff(bump, value), 0) / bumps.length),
    draw(reader) {
      const { at, width } = bumps[reader.integer(bumps.length)] as Bump; // below its length
      for (let tries = 0; tries < 100; tries++) {
        const value = at + width * reader.normal();
        if (value >= 0 && value <= 1) return value;
      }
      return Math.max(0, Math.min(1, at));
    },
  };
}

function bumpsAbout(seen: readonly number[]): Bump[] {
  const middles = [...seen, 0.5].toSorted((a, b) => a - b);
  const least = 1 / Math.min(100, 1 + middles.length);
  const prior = middles.indexOf(0.5);
  return middles.map((at, i) => {
    if (i === prior) return { at, width: 1 };
    const below = at - (middles[i - 1] ?? 0);
    const above = (middles[i + 1] ?? 1) - at;
    return { at, width: Math.max(least, Math.min(1, Math.max(below, above))) };
  });
}

/** A normal density of which what lies outside of [0, 1] is shared out over what lies inside. */
function cutOff({ at, width }: Bump, value: number): number {
  const inside = normalShare((1 - at) / width) - normalShare(-at / width);
  return normalDensity((value - at) / width) / width / inside;
}
