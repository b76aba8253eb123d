/** Passes over whole slabs. */
import { each, groupsOf, kernel, LANES, TOTAL } from './kernel.ts';

/**
 * Operands: weights, gradients, first moments, second moments, length, word of the job where 1 / (1 − β₁ᵗ) and
 * 1 / √(1 − β₂ᵗ) are found, learning rate.
 */
export const adam = kernel({
  operands: 7,
  groups: (o) => groupsOf(o[4] ?? 0),
  body: /* wgsl */ `
  let weights = at(r, 0u); let gradients = at(r, 1u); let first = at(r, 2u); let second = at(r, 3u);
  let step = memory[at(r, 6u)] * bitcast<f32>(job[word(r, 5u)]);
  let root = bitcast<f32>(job[word(r, 5u) + 1u]);
  ${each(
    'word(r, 4u)',
    /* wgsl */ `
    let g = memory[gradients + i];
    let m = 0.9 * memory[first + i] + 0.1 * g;
    let v = 0.999 * memory[second + i] + 0.001 * (g * g);
    memory[first + i] = m;
    memory[second + i] = v;
    memory[weights + i] = memory[weights + i] - step * m / (sqrt(v) * root + 1e-8);`,
  )}`,
});

/** Operands: target, online, length, tau. */
export const softUpdate = kernel({
  operands: 4,
  groups: (o) => groupsOf(o[2] ?? 0),
  body: /* wgsl */ `
  let tau = memory[at(r, 3u)];
  ${each(
    'word(r, 2u)',
    'let t = at(r, 0u) + i; memory[t] = tau * memory[at(r, 1u) + i] + (1.0 - tau) * memory[t];',
  )}`,
});

/** The norm of so many floats, whole vectors, for kernels of one workgroup per call. */
export const NORM = /* wgsl */ `${TOTAL}
fn norm(lane: u32, floats: u32, count: u32) -> f32 {
  var squares = vec4f();
  for (var i = floats + 4u * lane; i < floats + count; i += ${4 * LANES}u) {
    let x = vec4f(memory[i], memory[i + 1u], memory[i + 2u], memory[i + 3u]);
    squares += x * x;
  }
  return sqrt(total(lane, squares.x + squares.y + squares.z + squares.w));
}
`;

/** Operands: gradients, length, greatest norm, norm [1]. PyTorch adds the same 1e-6. */
export const clipGradientNorm = kernel({
  operands: 4,
  groups: () => 1,
  declarations: NORM,
  body: /* wgsl */ `
  if (group.x > 0u) { return; }
  let gradients = at(r, 0u); let length = word(r, 1u);
  let long = norm(lane, gradients, length);
  if (lane == 0u) { memory[at(r, 3u)] = long; }
  let factor = memory[at(r, 2u)] / (long + 1e-6);
  if (factor >= 1.0) { return; }
  for (var i = lane; i < length; i += ${LANES}u) { memory[gradients + i] *= factor; }`,
});
