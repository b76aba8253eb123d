import type { Point } from '#core/scene.ts';
import { type Craft, LEG_DOWN } from './craft.ts';
import type { Dispersion, Throttle } from './engines.ts';
import { HEIGHT, PAD_HEIGHT, WIDTH } from './terrain.ts';

/** State of a lander and its moon. */
export interface LanderState {
  readonly sight: Sight;
  /** How well the lander stands there; a step is rewarded by what it adds. */
  readonly shaping: number;
  readonly hull: Pose;
  readonly legs: readonly [right: Pose, left: Pose];
  /** Corners of the moon's surface, from left to right, m. */
  readonly surface: readonly Point[];
  /** How the engines fired in the step that led here. */
  readonly throttle: Throttle;
  readonly dispersion: Dispersion;
}

/** The observation, in Gymnasium's units. */
export interface Sight {
  /** To the right of the pad's middle, in halves of the view. */
  readonly x: number;
  /** Above where the lander stands on the pad, in halves of the view. */
  readonly y: number;
  /** In 5 m/s. */
  readonly vx: number;
  /** In 7.5 m/s. */
  readonly vy: number;
  /** Counter-clockwise, rad. */
  readonly angle: number;
  /** In 2.5 rad/s. */
  readonly omega: number;
  /** Whether the right leg touches the ground, 0 or 1. */
  readonly right: number;
  readonly left: number;
}

export interface Pose {
  /** m. */
  readonly x: number;
  readonly y: number;
  /** Counter-clockwise, rad. */
  readonly angle: number;
}

const FPS = 50;

export function see(
  { hull, legs: [right, left] }: Craft,
  surface: readonly Point[],
  throttle: Throttle,
  dispersion: Dispersion,
): LanderState {
  const place = hull.getPosition();
  const velocity = hull.getLinearVelocity();
  const sight = {
    x: (place.x - WIDTH / 2) / (WIDTH / 2),
    y: (place.y - (PAD_HEIGHT + LEG_DOWN)) / (HEIGHT / 2),
    vx: (velocity.x * (WIDTH / 2)) / FPS,
    vy: (velocity.y * (HEIGHT / 2)) / FPS,
    angle: hull.getAngle(),
    omega: (20 * hull.getAngularVelocity()) / FPS,
    right: right.grounded ? 1 : 0,
    left: left.grounded ? 1 : 0,
  };
  return {
    sight,
    shaping: shape(sight),
    hull: poseOf(hull),
    legs: [poseOf(right.body), poseOf(left.body)],
    surface,
    throttle,
    dispersion,
  };
}

const shape = ({ x, y, vx, vy, angle, right, left }: Sight) =>
  -100 * Math.sqrt(x * x + y * y) -
  100 * Math.sqrt(vx * vx + vy * vy) -
  100 * Math.abs(angle) +
  10 * right +
  10 * left;

function poseOf(body: Craft['hull']): Pose {
  const { x, y } = body.getPosition();
  return { x, y, angle: body.getAngle() };
}
