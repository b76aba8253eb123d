import type { Body } from 'planck';
import { cos, sin } from '#core/maths.ts';
import type { Draws } from '#core/random.ts';
import { SCALE } from './terrain.ts';

/** Throttle of the engines, each 0 or from 0.5 to 1. */
export interface Throttle {
  readonly main: number;
  readonly side: number;
  /** −1 where the side engine pushes the lander to its left, 1 to its right, 0 without one. */
  readonly direction: -1 | 0 | 1;
}

/** Unsteadiness of the engines in one step, m: along the lander and across. */
export type Dispersion = readonly [along: number, across: number];

const MAIN_POWER = 13;
const SIDE_POWER = 0.6;
const MAIN_DOWN = 4 / SCALE; // m, the main engine's place below the hull's middle
/** The side engines' place beside the hull's middle, m. */
export const SIDE_AWAY = 12 / SCALE;
/** Height of a side engine above the hull's middle, m. */
export const SIDE_UP = 14 / SCALE;
/** Gymnasium's number where {@link SIDE_UP} would be meant: a tilted lander is pushed elsewhere. */
const SIDE_UP_TILTED = 17 / SCALE;

export const ENGINES_OFF: Throttle = { main: 0, side: 0, direction: 0 };
const CHOICES: readonly Throttle[] = [
  ENGINES_OFF,
  { main: 0, side: 1, direction: -1 },
  { main: 1, side: 0, direction: 0 },
  { main: 0, side: 1, direction: 1 },
];

/** Throttle of one of the four discrete actions. */
export function chosenThrottle(action: number): Throttle {
  return CHOICES[action] ?? ENGINES_OFF;
}

/** Throttle of two numbers, clipped to [−1, 1]: main above 0 fires from half to full power, side beyond ±0.5. */
export function continuousThrottle(main: number, side: number): Throttle {
  const power = Math.min(Math.abs(side), 1);
  const fires = power > 0.5;
  return {
    main: main > 0 ? (Math.min(main, 1) + 1) * 0.5 : 0,
    side: fires ? power : 0,
    direction: fires ? (side < 0 ? -1 : 1) : 0,
  };
}

export function drawDispersion(draws: Draws): Dispersion {
  return [draws.between(-1, 1) / SCALE, draws.between(-1, 1) / SCALE];
}

/** Gives the hull the impulses of one step. */
export function fire(
  hull: Body,
  { main, side, direction }: Throttle,
  dispersion: Dispersion,
): void {
  const [along, across] = dispersion;
  const angle = hull.getAngle();
  const sine = sin(angle);
  const cosine = cos(angle);
  const { x, y } = hull.getPosition();
  if (main > 0) {
    const down = MAIN_DOWN + 2 * along;
    const ox = sine * down - cosine * across;
    const oy = -cosine * down - sine * across;
    hull.applyLinearImpulse(
      { x: -ox * MAIN_POWER * main, y: -oy * MAIN_POWER * main },
      { x: x + ox, y: y + oy },
    );
  }
  if (side > 0) {
    const away = 3 * across + direction * SIDE_AWAY;
    const ox = sine * along - cosine * away;
    const oy = -cosine * along - sine * away;
    hull.applyLinearImpulse(
      { x: -ox * SIDE_POWER * side, y: -oy * SIDE_POWER * side },
      { x: x + ox - sine * SIDE_UP_TILTED, y: y + oy + cosine * SIDE_UP },
    );
  }
}
