/** PPO's losses of a minibatch, and their gradients. */
import { exponential } from './elementary.as';
import { cell, gaussianLogProbability, greatestLogit, HALF_LOG_TWO_PI, logTotal } from './policy.as';
import { at, word } from './record.as';

/** Sums over the rows of the minibatch. */
let policyLoss: f64 = 0;
let divergence: f64 = 0;

/**
 * Adds a row's loss max(−A ρ, −A clip(ρ)), ρ = e^(log probability − old one), and its share of the divergence
 * ρ − 1 − ln ρ; returns dL/d log probability.
 */
function surrogate(logProbability: f64, old: f64, advantage: f64, clip: f64): f64 {
  const logRatio = logProbability - old;
  const ratio = exponential(logRatio);
  const free = -advantage * ratio;
  const clipped = -advantage * max<f64>(1 - clip, min<f64>(1 + clip, ratio));
  divergence += ratio - 1 - logRatio;
  if (clipped > free) {
    policyLoss += clipped;
    return 0;
  }
  policyLoss += free;
  return free;
}

/** Writes the means. */
function report(r: usize, first: i32, entropy: f64, rows: f64): void {
  store<f32>(at(r, first), <f32>(policyLoss / rows));
  store<f32>(at(r, first + 1), <f32>(entropy / rows));
  store<f32>(at(r, first + 2), <f32>(divergence / rows));
}

/**
 * Operands: logits, rows, width, stride, actions, old log probabilities, advantages (stride 4 each), clip, entropy
 * coefficient, gradient, policy loss [1], entropy [1], divergence [1].
 */
export function clippedCategorical(r: usize): void {
  let logits = at(r, 0), actions = at(r, 4), old = at(r, 5), advantages = at(r, 6), gradient = at(r, 9);
  const rows = word(r, 1), width = word(r, 2), bytes: usize = word(r, 3) << 2;
  const clip = load<f64>(at(r, 7)), coefficient = load<f64>(at(r, 8));
  let entropies: f64 = 0;
  policyLoss = 0;
  divergence = 0;
  memory.fill(gradient, 0, bytes * rows);
  for (let row = 0; row < rows; row++) {
    const action = max(0, min(width - 1, <i32>load<f32>(actions)));
    const greatest = greatestLogit(logits, width);
    const total = greatest + logTotal(logits, width, greatest);
    let entropy: f64 = 0;
    for (let j = 0; j < width; j++) {
      const log = cell(logits, j) - total;
      entropy -= exponential(log) * log;
    }
    entropies += entropy;
    const slope = surrogate(cell(logits, action) - total, cell(old, 0), cell(advantages, 0), clip);
    for (let j = 0; j < width; j++) {
      const log = cell(logits, j) - total;
      const probability = exponential(log);
      const chosen: f64 = j == action ? 1 : 0;
      const d = slope * (chosen - probability) + coefficient * probability * (log + entropy);
      store<f32>(gradient + (<usize>j << 2), <f32>(d / rows));
    }
    logits += bytes;
    gradient += bytes;
    actions += 16;
    old += 16;
    advantages += 16;
  }
  report(r, 10, entropies, rows);
}

/**
 * Operands: policy (means, then log deviations), rows, count, stride, actions, their stride, old log probabilities,
 * advantages (stride 4 each), clip, entropy coefficient, gradient, policy loss [1], entropy [1], divergence [1].
 */
export function clippedGaussian(r: usize): void {
  let policy = at(r, 0), actions = at(r, 4), old = at(r, 6), advantages = at(r, 7), gradient = at(r, 10);
  const rows = word(r, 1), count = word(r, 2), bytes: usize = word(r, 3) << 2;
  const clip = load<f64>(at(r, 8)), coefficient = load<f64>(at(r, 9));
  let entropies: f64 = 0;
  policyLoss = 0;
  divergence = 0;
  memory.fill(gradient, 0, bytes * rows);
  for (let row = 0; row < rows; row++) {
    const slope = surrogate(gaussianLogProbability(policy, actions, count), cell(old, 0), cell(advantages, 0), clip);
    for (let j = 0; j < count; j++) {
      const logDeviation = cell(policy, count + j);
      const precision = exponential(-logDeviation); // 1 / standard deviation
      const z = (cell(actions, j) - cell(policy, j)) * precision;
      entropies += 0.5 + HALF_LOG_TWO_PI + logDeviation;
      store<f32>(gradient + (<usize>j << 2), <f32>((slope * z * precision) / rows));
      store<f32>(gradient + (<usize>(count + j) << 2), <f32>((slope * (z * z - 1) - coefficient) / rows));
    }
    policy += bytes;
    gradient += bytes;
    actions += <usize>word(r, 5) << 2;
    old += 16;
    advantages += 16;
  }
  report(r, 11, entropies, rows);
}

/**
 * Operands: values, old values, returns (stride 4 each), rows, clip, coefficient of the loss, gradient (stride 4),
 * loss [1].
 */
export function clippedValue(r: usize): void {
  let values = at(r, 0), oldValues = at(r, 1), returns = at(r, 2), gradient = at(r, 6);
  const rows = word(r, 3), clip = load<f64>(at(r, 4)), coefficient = load<f64>(at(r, 5));
  let sum: f64 = 0;
  memory.fill(gradient, 0, <usize>rows << 4);
  for (let row = 0; row < rows; row++) {
    const value = cell(values, 0), old = cell(oldValues, 0), target = cell(returns, 0);
    const free = value - target;
    const clipped = old + max<f64>(-clip, min<f64>(clip, value - old)) - target;
    if (clipped * clipped > free * free) sum += 0.5 * clipped * clipped;
    else {
      sum += 0.5 * free * free;
      store<f32>(gradient, <f32>((coefficient * free) / rows));
    }
    values += 16;
    oldValues += 16;
    returns += 16;
    gradient += 16;
  }
  store<f32>(at(r, 7), <f32>(sum / rows));
}
