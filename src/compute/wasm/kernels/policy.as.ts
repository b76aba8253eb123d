/** Policies that are distributions over actions: drawing from one, and its greatest. */
import { exponential, logarithm } from './elementary.as';
import { normal } from './normal.as';
import { at, word } from './record.as';
import { block, stepKey } from './threefry.as';

/** ½ ln 2π. */
export const HALF_LOG_TWO_PI: f64 = 0.9189385332046727;

// @ts-ignore: decorator
@inline
export function cell(row: usize, column: i32): f64 {
  return <f64>load<f32>(row + (<usize>column << 2));
}

/** The greatest of a row of logits. */
export function greatestLogit(row: usize, width: i32): f64 {
  let greatest = cell(row, 0);
  for (let j = 1; j < width; j++) greatest = max<f64>(greatest, cell(row, j));
  return greatest;
}

/** Further below the greatest logit lie only those of masked choices. */
const HOPELESS: f64 = 1e8;

/** The first action with the greatest logit. */
function likeliest(row: usize, width: i32, greatest: f64): i32 {
  let action = 0;
  while (action < width - 1 && cell(row, action) != greatest) action++;
  return action;
}

/** ln Σ e^logit, `greatest` being taken from each. */
export function logTotal(row: usize, width: i32, greatest: f64): f64 {
  let total: f64 = 0;
  for (let j = 0; j < width; j++) total += exponential(cell(row, j) - greatest);
  return logarithm(total);
}

/** ln of the density of actions under means and, behind them, log standard deviations. */
export function gaussianLogProbability(policy: usize, actions: usize, count: i32): f64 {
  let sum: f64 = 0;
  for (let j = 0; j < count; j++) {
    const logDeviation = cell(policy, count + j);
    const z = (cell(actions, j) - cell(policy, j)) * exponential(-logDeviation);
    sum -= 0.5 * z * z + logDeviation + HALF_LOG_TWO_PI;
  }
  return sum;
}

/**
 * Operands: logits, rows, width, stride, actions, log probabilities (stride 4 each), agent's key, purpose, ordinal of
 * the op. Row i draws word i: the first action up to which the probabilities add up to more than that. A masked action
 * is never drawn, however the sums are rounded.
 */
export function sampleCategorical(r: usize): void {
  let logits = at(r, 0), actions = at(r, 4), logProbabilities = at(r, 5);
  const rows = word(r, 1), width = word(r, 2), ordinal = word(r, 8);
  const key = stepKey(at(r, 6), word(r, 7));
  for (let row = 0; row < rows; row++) {
    const words = block(key, row >> 1, ordinal);
    const u = <f64>(row & 1 ? <u32>(words >> 32) : <u32>words) / 4294967296.0;
    const greatest = greatestLogit(logits, width);
    const total = logTotal(logits, width, greatest);
    let action = 0, sum: f64 = 0;
    for (; action < width - 1; action++) {
      sum += exponential(cell(logits, action) - greatest - total);
      if (sum > u) break;
    }
    if (greatest - cell(logits, action) > HOPELESS) action = likeliest(logits, width, greatest);
    store<f32>(actions, <f32>action);
    store<f32>(logProbabilities, <f32>(cell(logits, action) - greatest - total));
    logits += <usize>word(r, 3) << 2;
    actions += 16;
    logProbabilities += 16;
  }
}

/**
 * Operands: policy (means, then log deviations), rows, count, stride, actions, samples (stride the same), that stride,
 * log probabilities (stride 4), agent's key, purpose, ordinal of the op. The i-th number of all is made of block i.
 */
export function sampleGaussian(r: usize): void {
  let policy = at(r, 0), actions = at(r, 4), samples = at(r, 5), logProbabilities = at(r, 7);
  const rows = word(r, 1), count = word(r, 2), stride = word(r, 6), ordinal = word(r, 10);
  const key = stepKey(at(r, 8), word(r, 9));
  memory.fill(actions, 0, <usize>(rows * stride) << 2);
  memory.fill(samples, 0, <usize>(rows * stride) << 2);
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < count; j++) {
      const z = normal(block(key, row * count + j, ordinal));
      const sample = <f32>(cell(policy, j) + exponential(cell(policy, count + j)) * z);
      store<f32>(samples + (<usize>j << 2), sample);
      store<f32>(actions + (<usize>j << 2), max<f32>(-1, min<f32>(1, sample)));
    }
    // of what is stored, so that the same action has the same probability later
    store<f32>(logProbabilities, <f32>gaussianLogProbability(policy, samples, count));
    policy += <usize>word(r, 3) << 2;
    actions += <usize>stride << 2;
    samples += <usize>stride << 2;
    logProbabilities += 16;
  }
}

/** Operands: policy (means first), rows, count, stride, actions, their stride. The means within [−1, 1]. */
export function gaussianMode(r: usize): void {
  let policy = at(r, 0), actions = at(r, 4);
  const rows = word(r, 1), count = word(r, 2), stride = word(r, 5);
  memory.fill(actions, 0, <usize>(rows * stride) << 2);
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < count; j++)
      store<f32>(actions + (<usize>j << 2), max<f32>(-1, min<f32>(1, load<f32>(policy + (<usize>j << 2)))));
    policy += <usize>word(r, 3) << 2;
    actions += <usize>stride << 2;
  }
}
