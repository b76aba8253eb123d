import type { Draws } from '#core/random.ts';
import { fillNormal } from './normals.ts';

/**
 * A random matrix [rows × columns], row-major in float64, whose shorter side's vectors are orthonormal, uniform over
 * all such matrices: Gram–Schmidt (modified) of normal numbers, which is a QR decomposition with a positive diagonal
 * (Saxe et al. 2014, "Exact solutions to the nonlinear dynamics of learning").
 */
export function orthogonal(rows: number, columns: number, draws: Draws): Float64Array {
  const count = Math.min(rows, columns);
  const length = Math.max(rows, columns);
  const vectors = new Float64Array(count * length); // [count × length]
  fillNormal(vectors, draws);
  for (let i = 0; i < count; i++) {
    const at = i * length;
    normalise(vectors, at, length);
    for (let j = i + 1; j < count; j++) removeDirection(vectors, j * length, at, length);
  }
  if (rows <= columns) return vectors;
  const transposed = new Float64Array(rows * columns);
  for (let i = 0; i < count; i++)
    for (let k = 0; k < length; k++)
      transposed[k * columns + i] = vectors[i * length + k] as number; // i < count, k < length
  return transposed;
}

function normalise(vectors: Float64Array, at: number, length: number): void {
  const factor = 1 / Math.sqrt(dot(vectors, at, at, length));
  for (let k = 0; k < length; k++) vectors[at + k] = (vectors[at + k] as number) * factor; // k < length
}

/** Takes from the vector at `of` its part along the unit vector at `unit`. */
function removeDirection(vectors: Float64Array, of: number, unit: number, length: number): void {
  const part = dot(vectors, of, unit, length);
  for (let k = 0; k < length; k++)
    vectors[of + k] = (vectors[of + k] as number) - part * (vectors[unit + k] as number); // k < length
}

/** Four running sums, added in a fixed order. */
function dot(vectors: Float64Array, a: number, b: number, length: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let k = 0;
  for (; k + 3 < length; k += 4) {
    s0 += (vectors[a + k] as number) * (vectors[b + k] as number); // k + 3 < length
    s1 += (vectors[a + k + 1] as number) * (vectors[b + k + 1] as number);
    s2 += (vectors[a + k + 2] as number) * (vectors[b + k + 2] as number);
    s3 += (vectors[a + k + 3] as number) * (vectors[b + k + 3] as number);
  }
  for (; k < length; k++) s0 += (vectors[a + k] as number) * (vectors[b + k] as number);
  return s0 + s1 + (s2 + s3);
}
