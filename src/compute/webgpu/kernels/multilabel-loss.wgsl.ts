/** The family of losses of several labels at once, `ops/multilabel-loss.ts`. */
import { kernel, LANES, TOTAL } from './kernel.ts';
import { EXPONENTIAL, LOGARITHM } from './numbers.wgsl.ts';

/**
 * Operands: logits, targets, rows, width, stride (of all that have as many columns), numbers of the losses, their
 * stride, numbers by class, gradient, loss [1], cross entropy [1].
 */
export const multilabelLoss = kernel({
  operands: 11,
  groups: () => 1,
  declarations: /* wgsl */ `${EXPONENTIAL}${LOGARITHM}${TOTAL}
/** Sigmoid σ of a logit and of its negative, and the logarithms of both. */
struct Squashed { p: f32, rest: f32, logP: f32, logRest: f32 }
fn squash(z: f32) -> Squashed {
  let e = exponential(-abs(z));
  let l = oddSeries(e / (2.0 + e)); // ln(1 + e)
  let large = 1.0 / (1.0 + e); let small = e / (1.0 + e);
  if (z < 0.0) { return Squashed(small, large, z - l, -l); }
  return Squashed(large, small, -l, -z - l);
}
/** x^n, x ≥ 0; x⁰ is 1. */
fn power(x: f32, n: f32) -> f32 {
  if (n == 0.0) { return 1.0; }
  if (x == 0.0) { return 0.0; }
  return exponential(n * logarithm(x));
}
/** A cell's loss, and its derivative with respect to the logit; the class's share in the inverse counts of the image. */
fn cell(logit: f32, y0: f32, share: f32, n: u32, byClass: u32, stride: u32) -> vec2f {
  let z = logit + memory[byClass + 2u * stride];
  let through = memory[n + 3u]; let scale = memory[n + 12u]; let squared = memory[n + 11u];
  let y = y0 * (1.0 - memory[n + 10u]) + memory[n + 10u] / 2.0;
  let there = squash(z);
  let positive = y * memory[byClass];
  var focus = power(there.rest, memory[n + 1u]);
  var value = -positive * focus * there.logP;
  var derivative = -positive * focus * (there.rest - through * memory[n + 1u] * there.p * there.logP);
  let off = there.p - y;
  let squares = squared * off * off; let squaresSlope = 2.0 * squared * off * there.p * there.rest;

  let lambda = memory[n + 5u]; let margin = memory[n + 4u];
  let absent = squash(lambda * z);
  let s = absent.p - margin;
  if (!(s <= 0.0)) {
    let negative = (1.0 - y) * memory[byClass + stride];
    var l = absent.logRest;
    var share0 = 1.0;
    if (margin != 0.0) {
      l = logarithm(absent.rest + margin);
      share0 = absent.rest / (absent.rest + margin);
    }
    focus = power(s, memory[n + 2u]);
    value -= negative * focus * l / lambda;
    derivative += negative * (absent.p * focus * share0 - through * absent.p * absent.rest * memory[n + 2u] * focus * l / s);
  }
  var r = 1.0;
  if (memory[n + 6u] != 0.0) {
    r = 1.0 + memory[n + 6u] * (memory[n + 7u] + squash(memory[n + 8u] * (share - memory[n + 9u])).p - 1.0);
  }
  return scale * vec2f(r * value + squares, r * derivative + squaresSlope);
}
/** Share of an image's labels; infinite, or as good as that, for an image without classes. */
fn shareOf(labels: u32, counts: u32, width: u32, j: u32) -> f32 {
  var all = 0.0;
  for (var k = 0u; k < width; k++) { all += memory[labels + k] * memory[counts + k]; }
  if (all == 0.0) { return 1e30; }
  return memory[counts + j] / all;
}
`,
  body: /* wgsl */ `
  if (group.x > 0u) { return; }
  let rows = word(r, 2u); let width = word(r, 3u); let stride = word(r, 4u);
  let cells = f32(rows * width);
  var sum = 0.0; var entropy = 0.0;
  for (var i = lane; i < rows * stride; i += ${LANES}u) {
    let j = i % stride;
    var slope = 0.0;
    if (j < width) {
      let logit = memory[at(r, 0u) + i]; let y = memory[at(r, 1u) + i];
      for (var k = 0u; k < 2u; k++) {
        let n = at(r, 5u) + k * word(r, 6u); let first = at(r, 7u) + 4u * k * stride;
        if (memory[n] == 0.0) { continue; }
        let share = shareOf(at(r, 1u) + i - j, first + 3u * stride, width, j);
        let one = memory[n] * cell(logit, y, share, n, first + j, stride);
        sum += one.x;
        slope += one.y / cells;
      }
      let plain = squash(logit);
      entropy -= y * plain.logP + (1.0 - y) * plain.logRest;
    }
    memory[at(r, 8u) + i] = slope;
  }
  let loss = total(lane, sum);
  let plainLoss = total(lane, entropy);
  if (lane == 0u) {
    memory[at(r, 9u)] = loss / cells;
    memory[at(r, 10u)] = plainLoss / cells;
  }`,
});
