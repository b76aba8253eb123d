import type { Body } from 'planck';
import { sin, tanh } from '#core/maths.ts';
import type { Draws } from '#core/random.ts';

/** Greatest force and torque of the wind. */
export interface WindPower {
  /** N; Gymnasium advises 0 to 20. */
  readonly force: number;
  /** N m; Gymnasium advises 0 to 2. */
  readonly torque: number;
}

/** Position of the wind in its pattern, in steps. It moves on. */
export interface Wind {
  force: number;
  torque: number;
}

const FURTHEST = 9999; // steps

export function drawWind(draws: Draws): Wind {
  const index = () => draws.integer(2 * FURTHEST) - FURTHEST;
  return { force: index(), torque: index() };
}

/** Lets the wind of one step act on the hull. */
export function blow(hull: Body, wind: Wind, power: WindPower): void {
  hull.applyForceToCenter({ x: gust(wind.force++) * power.force, y: 0 });
  hull.applyTorque(gust(wind.torque++) * power.torque);
}

/** Strength of a gust, in (−1, 1), and never periodic. */
const gust = (index: number) => tanh(sin(0.02 * index) + sin(0.01 * Math.PI * index));
