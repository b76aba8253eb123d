/** Policies that are distributions over actions: drawing from one, its greatest, and PPO's losses. */
import { each, eachRow, groupsOf, kernel, TOTAL } from './kernel.ts';
import { EXPONENTIAL, LOGARITHM, NORMAL, THREEFRY } from './numbers.wgsl.ts';

/** The greatest of a row of logits; ln Σ e^logit, that being taken from each. */
export const CATEGORICAL = /* wgsl */ `
fn greatestLogit(row: u32, width: u32) -> f32 {
  var greatest = memory[row];
  for (var j = 1u; j < width; j++) {
    let x = memory[row + j];
    if (x > greatest || isNan(x)) { greatest = x; }
    if (isNan(greatest)) { break; }
  }
  return greatest;
}
fn logTotal(row: u32, width: u32, greatest: f32) -> f32 {
  var sum = 0.0;
  for (var j = 0u; j < width; j++) { sum += exponential(memory[row + j] - greatest); }
  if (isNan(sum)) { return sum; }
  return logarithm(sum);
}
`;

/** ln of the density of actions under means and, behind them, log standard deviations. */
const GAUSSIAN = /* wgsl */ `
const HALF_LOG_TWO_PI = 0.9189385332046727;
fn gaussianLogProbability(policy: u32, actions: u32, count: u32) -> f32 {
  var sum = 0.0;
  for (var j = 0u; j < count; j++) {
    let logDeviation = memory[policy + count + j];
    let z = (memory[actions + j] - memory[policy + j]) * exponential(-logDeviation);
    sum -= 0.5 * z * z + logDeviation + HALF_LOG_TWO_PI;
  }
  return sum;
}
`;

/** x within ± bound; NaN stays NaN. */
const BOUNDED = /* wgsl */ `
fn bounded(x: f32, low: f32, high: f32) -> f32 { return select(clamp(x, low, high), x, isNan(x)); }
`;

/**
 * A row's loss max(−A ρ, −A clip(ρ)) with dL/d log probability, ρ = e^(log probability − old one), and its share of the
 * divergence, ρ − 1 − ln ρ, as a series where ρ is near 1.
 */
const SURROGATE = /* wgsl */ `
struct Surrogate { loss: f32, slope: f32, divergence: f32 }
fn surrogate(logProbability: f32, old: f32, advantage: f32, clip: f32) -> Surrogate {
  let x = logProbability - old;
  let ratio = exponential(x);
  var divergence = ratio - 1.0 - x;
  if (abs(x) < 0.3) {
    divergence = x * x * (0.5 + x * (1.0 / 6.0 + x * (1.0 / 24.0 + x * (1.0 / 120.0 + x * (1.0 / 720.0 + x / 5040.0)))));
  }
  let free = -advantage * ratio;
  let clipped = -advantage * bounded(ratio, 1.0 - clip, 1.0 + clip);
  if (clipped > free) { return Surrogate(clipped, 0.0, divergence); }
  return Surrogate(free, free, divergence);
}
`;

/**
 * Operands: logits, rows, width, stride, actions, log probabilities (stride 4 each), agent's key (unused), purpose,
 * ordinal of the op. Row i draws word i: the first action up to which the probabilities add up to more than that. A
 * masked action is never drawn, however the sums are rounded: its logit lies further below the greatest logit than any
 * network's output.
 */
export const sampleCategorical = kernel({
  operands: 9,
  groups: (o) => groupsOf(o[1] ?? 0),
  declarations: EXPONENTIAL + LOGARITHM + CATEGORICAL + THREEFRY,
  body: /* wgsl */ `
  let width = word(r, 2u);
  let stepped = stepKey(key(r), word(r, 7u));
  ${each(
    'word(r, 1u)',
    /* wgsl */ `
    let words = threefry(stepped, vec2u(i / 2u, word(r, 8u)));
    let u = f32(select(words.x, words.y, i % 2u == 1u)) * 2.3283064365386963e-10;
    let row = at(r, 0u) + i * word(r, 3u);
    let greatest = greatestLogit(row, width);
    let all = logTotal(row, width, greatest);
    var action = 0u;
    var sum = 0.0;
    for (; action < width - 1u; action++) {
      sum += exponential(memory[row + action] - greatest - all);
      if (sum > u) { break; }
    }
    if (greatest - memory[row + action] > 1e8) {
      action = 0u;
      while (action < width - 1u && memory[row + action] != greatest) { action++; }
    }
    memory[at(r, 4u) + 4u * i] = f32(action);
    memory[at(r, 5u) + 4u * i] = memory[row + action] - greatest - all;`,
  )}`,
});

/**
 * Operands: policy (means, then log deviations), rows, count, stride, actions, samples (stride the same), that stride,
 * log probabilities (stride 4), agent's key (unused), purpose, ordinal of the op. The i-th number of all is made of
 * block i.
 */
export const sampleGaussian = kernel({
  operands: 11,
  groups: (o) => groupsOf(o[1] ?? 0),
  declarations: EXPONENTIAL + NORMAL + GAUSSIAN + THREEFRY + BOUNDED,
  body: /* wgsl */ `
  let count = word(r, 2u); let stride = word(r, 6u);
  let stepped = stepKey(key(r), word(r, 9u));
  ${each(
    'word(r, 1u)',
    /* wgsl */ `
    let policy = at(r, 0u) + i * word(r, 3u);
    let actions = at(r, 4u) + i * stride;
    let samples = at(r, 5u) + i * stride;
    for (var j = 0u; j < stride; j++) {
      var sample = 0.0;
      if (j < count) {
        let z = normal(threefry(stepped, vec2u(i * count + j, word(r, 10u))));
        sample = memory[policy + j] + exponential(memory[policy + count + j]) * z;
      }
      memory[samples + j] = sample;
      memory[actions + j] = bounded(sample, -1.0, 1.0);
    }
    memory[at(r, 7u) + 4u * i] = gaussianLogProbability(policy, samples, count);`,
  )}`,
});

/** Operands: policy (means first), rows, count, stride, actions, their stride. The means within [−1, 1]. */
export const gaussianMode = kernel({
  operands: 6,
  groups: (o) => groupsOf((o[1] ?? 0) * (o[5] ?? 0)),
  declarations: EXPONENTIAL + BOUNDED,
  body: /* wgsl */ `
  let stride = word(r, 5u);
  ${each(
    'word(r, 1u) * stride',
    /* wgsl */ `
    let j = i % stride;
    var v = 0.0;
    if (j < word(r, 2u)) { v = bounded(memory[at(r, 0u) + (i / stride) * word(r, 3u) + j], -1.0, 1.0); }
    memory[at(r, 4u) + i] = v;`,
  )}`,
});

/** Writes the means over the rows. */
const report = (first: number): string => /* wgsl */ `
  let losses = total(lane, loss);
  let entropies = total(lane, entropy);
  let divergences = total(lane, divergence);
  if (lane == 0u) {
    memory[at(r, ${first}u)] = losses / f32(rows);
    memory[at(r, ${first + 1}u)] = entropies / f32(rows);
    memory[at(r, ${first + 2}u)] = divergences / f32(rows);
  }`;

/**
 * Operands: logits, rows, width, stride, actions, old log probabilities, advantages (stride 4 each), clip, entropy
 * coefficient, gradient, policy loss [1], entropy [1], divergence [1].
 */
export const clippedCategorical = kernel({
  operands: 13,
  groups: () => 1,
  declarations: EXPONENTIAL + LOGARITHM + CATEGORICAL + BOUNDED + SURROGATE + TOTAL,
  body: /* wgsl */ `
  if (group.x > 0u) { return; }
  let rows = word(r, 1u); let width = word(r, 2u); let stride = word(r, 3u);
  let clip = memory[at(r, 7u)]; let coefficient = memory[at(r, 8u)];
  var loss = 0.0;
  var entropy = 0.0;
  var divergence = 0.0;
  ${eachRow(
    'rows',
    /* wgsl */ `
    let logits = at(r, 0u) + row * stride;
    let action = u32(clamp(i32(memory[at(r, 4u) + 4u * row]), 0, i32(width) - 1));
    let greatest = greatestLogit(logits, width);
    let all = logTotal(logits, width, greatest);
    var own = 0.0;
    for (var j = 0u; j < width; j++) {
      let log = memory[logits + j] - greatest - all;
      own -= exponential(log) * log;
    }
    let log = memory[logits + action] - greatest - all;
    let s = surrogate(log, memory[at(r, 5u) + 4u * row], memory[at(r, 6u) + 4u * row], clip);
    for (var j = 0u; j < stride; j++) {
      var d = 0.0;
      if (j < width) {
        let log = memory[logits + j] - greatest - all;
        let probability = exponential(log);
        d = s.slope * (select(0.0, 1.0, j == action) - probability) + coefficient * probability * (log + own);
      }
      memory[at(r, 9u) + row * stride + j] = d / f32(rows);
    }
    loss += s.loss;
    entropy += own;
    divergence += s.divergence;`,
  )}
  ${report(10)}`,
});

/**
 * Operands: policy (means, then log deviations), rows, count, stride, actions, their stride, old log probabilities,
 * advantages (stride 4 each), clip, entropy coefficient, gradient, policy loss [1], entropy [1], divergence [1].
 */
export const clippedGaussian = kernel({
  operands: 14,
  groups: () => 1,
  declarations: EXPONENTIAL + GAUSSIAN + BOUNDED + SURROGATE + TOTAL,
  body: /* wgsl */ `
  if (group.x > 0u) { return; }
  let rows = word(r, 1u); let count = word(r, 2u); let stride = word(r, 3u);
  let clip = memory[at(r, 8u)]; let coefficient = memory[at(r, 9u)];
  var loss = 0.0;
  var entropy = 0.0;
  var divergence = 0.0;
  ${eachRow(
    'rows',
    /* wgsl */ `
    let policy = at(r, 0u) + row * stride;
    let actions = at(r, 4u) + row * word(r, 5u);
    let gradient = at(r, 10u) + row * stride;
    let log = gaussianLogProbability(policy, actions, count);
    let s = surrogate(log, memory[at(r, 6u) + 4u * row], memory[at(r, 7u) + 4u * row], clip);
    for (var j = 2u * count; j < stride; j++) { memory[gradient + j] = 0.0; }
    for (var j = 0u; j < count; j++) {
      let logDeviation = memory[policy + count + j];
      let inverse = exponential(-logDeviation);
      let z = (memory[actions + j] - memory[policy + j]) * inverse;
      entropy += 0.5 + HALF_LOG_TWO_PI + logDeviation;
      memory[gradient + j] = s.slope * z * inverse / f32(rows);
      memory[gradient + count + j] = (s.slope * (z * z - 1.0) - coefficient) / f32(rows);
    }
    loss += s.loss;
    divergence += s.divergence;`,
  )}
  ${report(11)}`,
});

/**
 * Operands: values, old values, returns (stride 4 each), rows, clip, coefficient of the loss, gradient (stride 4),
 * loss [1].
 */
export const clippedValue = kernel({
  operands: 8,
  groups: () => 1,
  declarations: EXPONENTIAL + BOUNDED + TOTAL,
  body: /* wgsl */ `
  if (group.x > 0u) { return; }
  let rows = word(r, 3u); let clip = memory[at(r, 4u)]; let coefficient = memory[at(r, 5u)];
  var sum = 0.0;
  ${eachRow(
    'rows',
    /* wgsl */ `
    let value = memory[at(r, 0u) + 4u * row];
    let old = memory[at(r, 1u) + 4u * row];
    let target_ = memory[at(r, 2u) + 4u * row];
    let free = value - target_;
    let clipped = old + bounded(value - old, -clip, clip) - target_;
    var d = 0.0;
    if (clipped * clipped > free * free) { sum += 0.5 * clipped * clipped; }
    else {
      sum += 0.5 * free * free;
      d = coefficient * free / f32(rows);
    }
    for (var j = 0u; j < 4u; j++) { memory[at(r, 6u) + 4u * row + j] = select(0.0, d, j == 0u); }`,
  )}
  let all = total(lane, sum);
  if (lane == 0u) { memory[at(r, 7u)] = all / f32(rows); }`,
});
