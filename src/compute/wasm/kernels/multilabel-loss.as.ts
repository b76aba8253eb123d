/** The family of losses of several labels at once, `ops/multilabel-loss.ts`. Of each cell in f64. */
import { exponential, logarithm } from './elementary.as';
import { at, word } from './record.as';

const LOSSES: i32 = 2;

/** Sigmoid σ of a logit and of its negative, and the logarithms of both. */
let p: f64 = 0;
let rest: f64 = 0;
let logP: f64 = 0;
let logRest: f64 = 0;

function squash(z: f64): void {
  const e = exponential(-abs(z)), all = 1 + e, l = logarithm(all);
  const large = 1 / all, small = e / all;
  p = z < 0 ? small : large;
  rest = z < 0 ? large : small;
  logP = min<f64>(z, 0) - l;
  logRest = min<f64>(-z, 0) - l;
}

/** x^n, x ≥ 0; x⁰ is 1. */
function power(x: f64, n: f64): f64 {
  if (n == 0) return 1;
  return x == 0 ? 0 : exponential(n * logarithm(x));
}

/** Number `i` of a loss. */
// @ts-ignore: decorator
@inline
function n(numbers: usize, i: i32): f64 {
  return <f64>load<f32>(numbers + (i << 2));
}

/** Slope of the last cell. */
let slope: f64 = 0;

/**
 * A cell's loss; its derivative with respect to the logit becomes `slope`. `byClass` is the class's place in the first row
 * of the loss, `across` the bytes from one row to the next, `share` the class's share in the inverse counts of the image.
 */
function cell(logit: f64, target: f64, share: f64, numbers: usize, byClass: usize, across: usize): f64 {
  const z = logit + <f64>load<f32>(byClass + 2 * across);
  const smoothing = n(numbers, 10), through = n(numbers, 3), scale = n(numbers, 12);
  const y = target * (1 - smoothing) + smoothing / 2;
  squash(z);
  const positive = y * <f64>load<f32>(byClass), squared = n(numbers, 11);
  let focus = power(rest, n(numbers, 1));
  let value = -positive * focus * logP;
  let derivative = -positive * focus * (rest - through * n(numbers, 1) * p * logP);
  const off = p - y;
  const squares = squared * off * off, squaresSlope = 2 * squared * off * p * rest;

  const lambda = n(numbers, 5), margin = n(numbers, 4);
  if (lambda != 1) squash(lambda * z);
  const s = p - margin;
  if (!(s <= 0)) {
    const negative = (1 - y) * <f64>load<f32>(byClass + across);
    const l = margin == 0 ? logRest : logarithm(1 - s);
    focus = power(s, n(numbers, 2));
    value -= (negative * focus * l) / lambda;
    const throughLog = p * focus * (margin == 0 ? 1 : rest / (rest + margin));
    derivative += negative * (throughLog - (through * p * rest * n(numbers, 2) * focus * l) / s);
  }

  const rebalance = n(numbers, 6);
  let r: f64 = 1;
  if (rebalance != 0) {
    squash(n(numbers, 8) * (share - n(numbers, 9)));
    r = 1 + rebalance * (n(numbers, 7) + p - 1);
  }
  slope = scale * (r * derivative + squaresSlope);
  return scale * (r * value + squares);
}

/**
 * Operands: logits, targets, rows, width, stride (of all that have as many columns), numbers of the losses, their
 * stride, numbers by class, gradient, loss [1], cross entropy [1].
 */
export function multilabelLoss(r: usize): void {
  let logits = at(r, 0), targets = at(r, 1), gradient = at(r, 8);
  const rows = word(r, 2), width = word(r, 3);
  const across: usize = word(r, 4) << 2, numbers = at(r, 5), apart: usize = word(r, 6) << 2, byClass = at(r, 7);
  const cells = <f64>(rows * width);
  let sum: f64 = 0, entropy: f64 = 0;
  memory.fill(gradient, 0, across * rows);
  for (let row = 0; row < rows; row++, logits += across, targets += across, gradient += across) {
    for (let k = 0; k < LOSSES; k++) {
      const own = numbers + <usize>k * apart, first = byClass + <usize>(4 * k) * across;
      const weight = n(own, 0), inverseCounts = first + 3 * across;
      if (weight == 0) continue;
      let total: f64 = 0;
      for (let j: usize = 0; j < <usize>width << 2; j += 4) total += <f64>load<f32>(targets + j) * <f64>load<f32>(inverseCounts + j);
      for (let j: usize = 0; j < <usize>width << 2; j += 4) {
        // of an image without classes the share is infinite
        const share = total == 0 ? Infinity : <f64>load<f32>(inverseCounts + j) / total;
        sum += weight * cell(load<f32>(logits + j), load<f32>(targets + j), share, own, first + j, across);
        store<f32>(gradient + j, <f32>(<f64>load<f32>(gradient + j) + (weight * slope) / cells));
      }
    }
    for (let j: usize = 0; j < <usize>width << 2; j += 4) {
      const y = <f64>load<f32>(targets + j);
      squash(load<f32>(logits + j));
      entropy -= y * logP + (1 - y) * logRest;
    }
  }
  store<f32>(at(r, 9), <f32>(sum / cells));
  store<f32>(at(r, 10), <f32>(entropy / cells));
}
