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
  for (let own = 0; own < vectors.length; own += length) {
    let product = dot(vectors, own, 0, length);
    for (let unit = 0; unit < own; unit += length)
      product = removeDirection(vectors, own, unit, product, length);
    const factor = 1 / Math.sqrt(product); // the last product is the vector's with itself
    for (let k = own; k < own + length; k++) vectors[k] = (vectors[k] as number) * factor; // k < vectors.length
  }
  if (rows <= columns) return vectors;
  const transposed = new Float64Array(rows * columns);
  for (let i = 0; i < count; i++)
    for (let k = 0; k < length; k++)
      transposed[k * columns + i] = vectors[i * length + k] as number; // i < count, k < length
  return transposed;
}

/**
 * Takes from the vector `v` at `own` the unit vector at `unit`, `product` times. Returns the product of what is left
 * with the vector behind `unit`, for which it is needed next: in the same pass, which is most of the time saved.
 */
function removeDirection(
  v: Float64Array,
  own: number,
  unit: number,
  product: number,
  length: number,
): number {
  const next = unit + length;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let k = 0;
  for (; k + 3 < length; k += 4) {
    const a = (v[own + k] as number) - product * (v[unit + k] as number); // k + 3 < length
    const b = (v[own + k + 1] as number) - product * (v[unit + k + 1] as number);
    const c = (v[own + k + 2] as number) - product * (v[unit + k + 2] as number);
    const d = (v[own + k + 3] as number) - product * (v[unit + k + 3] as number);
    v[own + k] = a;
    v[own + k + 1] = b;
    v[own + k + 2] = c;
    v[own + k + 3] = d;
    s0 += a * (v[next + k] as number); // read after the writes: `next` may be `own`
    s1 += b * (v[next + k + 1] as number);
    s2 += c * (v[next + k + 2] as number);
    s3 += d * (v[next + k + 3] as number);
  }
  for (; k < length; k++) {
    const a = (v[own + k] as number) - product * (v[unit + k] as number);
    v[own + k] = a;
    s0 += a * (v[next + k] as number);
  }
  return s0 + s1 + (s2 + s3);
}

/** Four running sums, added in a fixed order. */
function dot(v: Float64Array, a: number, b: number, length: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let k = 0;
  for (; k + 3 < length; k += 4) {
    s0 += (v[a + k] as number) * (v[b + k] as number); // k + 3 < length
    s1 += (v[a + k + 1] as number) * (v[b + k + 1] as number);
    s2 += (v[a + k + 2] as number) * (v[b + k + 2] as number);
    s3 += (v[a + k + 3] as number) * (v[b + k + 3] as number);
  }
  for (; k < length; k++) s0 += (v[a + k] as number) * (v[b + k] as number);
  return s0 + s1 + (s2 + s3);
}
