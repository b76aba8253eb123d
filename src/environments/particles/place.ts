import type { Draws } from '#core/random.ts';
import type { Motion } from './particles.ts';

/** Scatters so many bodies at rest, anywhere within `reach` of the centre along each axis. */
export const scattered = (draws: Draws, count: number, reach = 1): readonly Motion[] =>
  Array.from({ length: count }, () => ({
    position: [draws.between(-reach, reach), draws.between(-reach, reach)],
    velocity: [0, 0],
  }));

/** Writes numbers one after the other, each rounded to single precision as MPE2 gives them. */
export function written(
  into: Float32Array,
  at: number,
  ...numbers: readonly (readonly number[])[]
) {
  let next = at;
  for (const group of numbers) for (const number of group) into[next++] = number;
}

/** 'x' and 'y' of each thing that is observed. */
export const bothAxes = (...things: readonly string[]): readonly string[] =>
  things.flatMap((thing) => [`${thing}, x`, `${thing}, y`]);
