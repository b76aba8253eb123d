import { cos, sin } from '#core/maths.ts';
import type { Ink, Point, Scene, Shape } from '#core/scene.ts';
import type { Vector } from './particles.ts';

const REACH = 1.6; // of the view from the centre: agents may leave the square in which they start
const VIEW = { left: -REACH, right: REACH, bottom: -REACH, top: REACH };

/** The square in which everything starts, and what lies and moves in it. */
export const drawn = (...shapes: readonly Shape[]): Scene => ({
  view: VIEW,
  shapes: [
    { kind: 'rectangle', x: 0, y: 0, width: 2, height: 2, angle: 0, ink: 'ground' },
    ...shapes,
  ],
});

/** Moves a point outside the view to the nearest inside: an agent that left is seen at the edge. */
const seen = ([x, y]: Vector): Point => [held(x), held(y)];
const held = (x: number) => Math.min(Math.max(x, 0.05 - REACH), REACH - 0.05);

export function disc(at: Vector, radius: number, ink: Ink): Shape {
  const [x, y] = seen(at);
  return { kind: 'disc', x, y, radius, ink };
}

export const line = (from: Vector, to: Vector, ink: Ink, width = 0.02): Shape => ({
  kind: 'line',
  points: [seen(from), seen(to)],
  ink,
  width,
});

/** A ring around a point. */
export function ring(at: Vector, radius: number, ink: Ink): Shape {
  const [x, y] = seen(at);
  const corners = 24;
  return {
    kind: 'line',
    points: Array.from({ length: corners + 1 }, (_, i): Point => {
      const angle = (2 * Math.PI * i) / corners;
      return [x + radius * cos(angle), y + radius * sin(angle)];
    }),
    ink,
    width: 0.025,
  };
}

/** One of three signs that tell things apart without colour: a disc, a square, a triangle. */
export function sign(which: number, at: Vector, radius: number, ink: Ink): Shape {
  const [x, y] = seen(at);
  switch (which) {
    case 0:
      return disc(at, radius, ink);
    case 1: {
      const side = 1.8 * radius;
      return { kind: 'rectangle', x, y, width: side, height: side, angle: 0, ink };
    }
    default:
      return {
        kind: 'polygon',
        points: [
          [x - 1.15 * radius, y - 0.8 * radius],
          [x + 1.15 * radius, y - 0.8 * radius],
          [x, y + 1.2 * radius],
        ],
        ink,
      };
  }
}
