/** A family of optimizers, averages of weights, and norms. */
import { each, groupsOf, kernel } from './kernel.ts';
import { NORM } from './optimizer.wgsl.ts';

/** Operands: weights, gradients, floats, coefficients, trust [1]. */
export const layerTrust = kernel({
  operands: 5,
  groups: () => 1,
  together: true,
  declarations: NORM,
  body: /* wgsl */ `
  if (group.x > 0u) { return; }
  let k = at(r, 3u);
  let weights = norm(lane, at(r, 0u), word(r, 2u));
  let gradients = norm(lane, at(r, 1u), word(r, 2u));
  var trust = 1.0;
  if (memory[k + 3u] != 0.0 && weights != 0.0 && gradients != 0.0) {
    trust = memory[k + 3u] * weights / (gradients + memory[k + 2u] * weights);
  }
  if (lane == 0u) { memory[at(r, 4u)] = trust; }`,
});

/**
 * Operands: weights, gradients, first moments, second moments, floats, coefficients, trust [1] (0: no decay and no
 * trust), whether the update counts [1] (0: it does). Coefficients in the order of `UPDATE_NUMBERS`.
 */
export const updateWeights = kernel({
  operands: 8,
  groups: (o) => groupsOf(o[4] ?? 0),
  together: true,
  body: /* wgsl */ `
  let weights = at(r, 0u); let gradients = at(r, 1u); let first = at(r, 2u); let second = at(r, 3u); let k = at(r, 5u);
  if (word(r, 7u) != 0u) {
    if (memory[at(r, 7u)] == 0.0) {
      ${each('word(r, 4u)', 'memory[gradients + i] = 0.0;')}
      return;
    }
  }
  let rate = memory[k];
  var shrink = 0.0; var l2 = 0.0; var step = rate;
  if (word(r, 6u) != 0u) {
    shrink = rate * memory[k + 1u];
    l2 = memory[k + 2u];
    step = rate * memory[at(r, 6u)];
  }
  ${each(
    'word(r, 4u)',
    /* wgsl */ `
    let weight = memory[weights + i]; let before = memory[first + i];
    let g = memory[gradients + i] + l2 * weight;
    let v = memory[k + 7u] * memory[second + i] + memory[k + 8u] * (g * g);
    let d = sqrt(memory[k + 9u] * v) + memory[k + 10u];
    let m = memory[k + 4u] * before + memory[k + 5u] * g + memory[k + 6u] * g / d;
    memory[first + i] = m;
    memory[second + i] = v;
    let u = sign(memory[k + 16u] * before + memory[k + 15u] * g) + memory[k + 11u] * g + memory[k + 12u] * m
      + (memory[k + 13u] * g + memory[k + 14u] * m) / d;
    let change = -shrink * weight - step * u;
    memory[gradients + i] = change;
    memory[weights + i] = weight + change;`,
  )}`,
});

/** Operands: average, weights, length, keep [1]. */
export const averageWeights = kernel({
  operands: 4,
  groups: (o) => groupsOf(o[2] ?? 0),
  body: /* wgsl */ `
  let keep = memory[at(r, 3u)];
  ${each(
    'word(r, 2u)',
    'let a = at(r, 0u) + i; memory[a] = keep * memory[a] + (1.0 - keep) * memory[at(r, 1u) + i];',
  )}`,
});

/** Operands: slab, length, norm [1]. */
export const slabNorm = kernel({
  operands: 3,
  groups: () => 1,
  together: true,
  declarations: NORM,
  body: /* wgsl */ `
  if (group.x > 0u) { return; }
  let length = norm(lane, at(r, 0u), word(r, 1u));
  if (lane == 0u) { memory[at(r, 2u)] = length; }`,
});
