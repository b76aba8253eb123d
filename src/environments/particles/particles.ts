import { exp, log } from '#core/maths.ts';

/**
 * Physics of the multi-agent particle environments (Lowe et al. 2017; MPE2's `core.py`): round bodies in a plane,
 * pushed by their owners, slowed by friction, and pushed apart where they touch.
 */

const DT = 0.1; // s
const DAMPING = 0.25; // share of the velocity lost in a step
const CONTACT_FORCE = 100; // N per unit of overlap
const CONTACT_MARGIN = 1e-3; // overlap over which a contact softens

/** Constant properties of a body. */
export interface Body {
  readonly radius: number;
  /** True when it can be pushed. */
  readonly moves: boolean;
  /** True when it keeps others of that kind out. */
  readonly collides: boolean;
  /** Push of a full action, N; bodies weigh 1. */
  readonly strength: number;
  /** Greatest speed; absent: none. */
  readonly topSpeed?: number;
}

export type Vector = readonly [x: number, y: number];

/** Position and speed of a body. */
export interface Motion {
  readonly position: Vector;
  readonly velocity: Vector;
}

/**
 * Motions after a step. `pushes` are those of the first bodies, one each, in [−1, 1] per axis; the others push nothing.
 * As in MPE2, a body first goes on with its old velocity, then changes it.
 */
export function moved(
  bodies: readonly Body[],
  motions: readonly Motion[],
  pushes: readonly Vector[],
): readonly Motion[] {
  const forces = bodies.map(({ moves, strength }, i): [number, number] => {
    const [x, y] = (moves ? pushes[i] : undefined) ?? [0, 0];
    return [x * strength, y * strength];
  });
  for (const [a, first] of bodies.entries())
    for (let b = a + 1; b < bodies.length; b++) {
      const second = bodies[b] as Body;
      if (!first.collides || !second.collides) continue;
      const force = contact(
        (motions[a] as Motion).position,
        (motions[b] as Motion).position,
        first.radius + second.radius,
      );
      for (const axis of [0, 1] as const) {
        (forces[a] as [number, number])[axis] += force[axis];
        (forces[b] as [number, number])[axis] -= force[axis];
      }
    }
  return bodies.map((body, i) =>
    body.moves
      ? advanced(body, motions[i] as Motion, forces[i] as [number, number])
      : (motions[i] as Motion),
  );
}

function advanced({ topSpeed }: Body, { position, velocity }: Motion, force: Vector): Motion {
  const x = velocity[0] * (1 - DAMPING) + force[0] * DT;
  const y = velocity[1] * (1 - DAMPING) + force[1] * DT;
  const speed = Math.sqrt(x * x + y * y);
  const scale = topSpeed !== undefined && speed > topSpeed ? topSpeed / speed : 1;
  return {
    position: [position[0] + velocity[0] * DT, position[1] + velocity[1] * DT],
    velocity: [x * scale, y * scale],
  };
}

/** Force on a body at `a` from one at `b` that may come as near as `reach`, N; grows softly as they touch. */
function contact(a: Vector, b: Vector, reach: number): Vector {
  const apart = distance(a, b);
  if (apart === 0) return [0, 0]; // no direction to be pushed in
  const overlap = softPlus((reach - apart) / CONTACT_MARGIN) * CONTACT_MARGIN;
  const scale = (CONTACT_FORCE * overlap) / apart;
  return [(a[0] - b[0]) * scale, (a[1] - b[1]) * scale];
}

/** log(1 + eˣ), without overflow. */
const softPlus = (x: number) => Math.max(x, 0) + log(1 + exp(-Math.abs(x)));

export function distance([x0, y0]: Vector, [x1, y1]: Vector): number {
  const [dx, dy] = [x0 - x1, y0 - y1];
  return Math.sqrt(dx * dx + dy * dy);
}

/** Vector from a point to another. */
export const offset = (from: Vector, to: Vector): Vector => [to[0] - from[0], to[1] - from[1]];
