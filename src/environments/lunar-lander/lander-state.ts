import type { Point } from '#core/scene.ts';
import { type Craft, LEG_DOWN } from './craft.ts';
import type { Dispersion, Throttle } from './engines.ts';
import { HEIGHT, PAD_HEIGHT, WIDTH } from './terrain.ts';

/** State of a lander and its moon. */
export interface LanderState {
  readonly sight: Sight;
  /** Shaping value of the state; a step is rewarded by how much it rises. */
  readonly shaping: number;
  readonly hull: Pose;
  readonly legs: readonly [right: Pose, left: Pose];
  /** Corners of the moon's surface, from left to right, m. */
  readonly surface: readonly Point[];
  /** Throttle of the step that led here. */
  readonly throttle: Throttle;
  readonly dispersion: Dispersion;
}

/** The observation, in Gymnasium's units. */
export interface Sight {
  /** To the right of the pad's middle, in halves of the view. */
  readonly x: number;
  /** Above where the lander stands on the pad, in halves of the view. */
  readonly y: number;
  /** Horizontal speed in 5 m/s. */
  readonly vx: number;
  /** Vertical speed in 7.5 m/s. */
  readonly vy: number;
  /** Counter-clockwise, rad. */
  readonly angle: number;
  /** Angular speed in 2.5 rad/s. */
  readonly omega: number;
  /** 1 when the right leg touches the ground, else 0. */
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
