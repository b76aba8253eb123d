import type { Draws } from '#core/random.ts';
import type { Point } from '#core/scene.ts';

/** Pixels of Gymnasium's picture per metre; its lengths are given in them. */
export const SCALE = 30;
/** Width of the part of the world that counts, m. */
export const WIDTH = 600 / SCALE;
export const HEIGHT = 400 / SCALE;
/** Height from which the lander's is measured, m. */
export const PAD_HEIGHT = HEIGHT / 4;

const CORNERS = 11;
const MIDDLE = 5; // the corner between the flags
const SMOOTHING = 0.33; // not ⅓: the ground lies 1 % below what is drawn

const cornerX = (corner: number) => (WIDTH / (CORNERS - 1)) * corner;

/** Landing pad from one flag to the other. */
export const PAD: readonly Point[] = [MIDDLE - 1, MIDDLE, MIDDLE + 1].map((corner) => [
  cornerX(corner),
  SMOOTHING * 3 * PAD_HEIGHT,
]);

/** Corners of the moon's surface, from left to right: hills, and level ground around the pad. */
export function drawTerrain(draws: Draws): readonly Point[] {
  const heights = Array.from({ length: CORNERS + 1 }, () => draws.between(0, HEIGHT / 2));
  heights.fill(PAD_HEIGHT, MIDDLE - 2, MIDDLE + 3);
  /** The corner left of the first is the last drawn, which is no corner itself. */
  const height = (corner: number) => heights.at(corner) as number; // −1 ≤ corner ≤ CORNERS
  return Array.from(
    { length: CORNERS },
    (_, corner): Point => [
      cornerX(corner),
      SMOOTHING * (height(corner - 1) + height(corner) + height(corner + 1)),
    ],
  );
}
