import { log } from '#core/maths.ts';
import type { Draws } from '#core/random.ts';

/** Standard normal numbers by the polar method (Marsaglia and Bray 1964), two at a time without sine or cosine. */
export function fillNormal(into: Float64Array, draws: Draws): void {
  for (let i = 0; i < into.length; i += 2) {
    let x: number;
    let y: number;
    let square: number;
    do {
      x = draws.between(-1, 1);
      y = draws.between(-1, 1);
      square = x * x + y * y;
    } while (square >= 1 || square === 0);
    const factor = Math.sqrt((-2 * log(square)) / square);
    into[i] = factor * x;
    if (i + 1 < into.length) into[i + 1] = factor * y;
  }
}
