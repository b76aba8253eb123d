import { exp, log, pow } from '#core/maths.ts';

/**
 * One loss of which binary cross entropy, focal loss, asymmetric loss, class-balanced and distribution-balanced loss and
 * the squared error are cases, so that rows of a population under different losses run the same program.
 *
 * Of a logit z and a target y, with ẑ = z + bias, p = σ(ẑ), q = σ(λ ẑ) and s = max(q − margin, 0):
 *
 *   κ r [ −y w⁺ (1 − p)^γ⁺ ln p − (1 − y) (w⁻ / λ) s^γ⁻ ln(1 − s) ] + κ a (p − y)²
 *
 * r is 1, or distribution-balanced loss's weight of a class within an image. The loss is the mean over images and
 * classes. Logarithms of p and 1 − q are taken of the logits, so they need no bound.
 */
export interface LossCoefficients {
  /** γ⁺ and γ⁻: how far what is certain is left alone. */
  readonly positiveFocus: number;
  readonly negativeFocus: number;
  /** 1 where the gradient flows through the focusing powers too, 0 where they count as constants. */
  readonly focusGradient: number;
  readonly margin: number;
  /** w⁺ and w⁻, [C]. */
  readonly positiveWeights: Float64Array;
  readonly negativeWeights: Float64Array;
  /** Added to the logits, [C]. */
  readonly bias: Float64Array;
  /** λ: logits of what is not there are multiplied by it. */
  readonly negativeScale: number;
  /** Strength of rebalancing, from 0, r = 1, to 1, r = {@link Rebalancing}. */
  readonly rebalance: number;
  readonly rebalancing: Rebalancing;
  /** Targets become y (1 − smoothing) + smoothing / 2. */
  readonly smoothing: number;
  /** a: weight of the squared error. */
  readonly squared: number;
  /** κ: brings the gradients of all losses to one scale. */
  readonly scale: number;
}

/** r = floor + σ(slope (x − centre)), x = the class's inverse count over the sum of those of the image's classes. */
export interface Rebalancing {
  readonly floor: number;
  readonly slope: number;
  readonly centre: number;
  readonly inverseCounts: Float64Array; // [C]
}

const sigmoid = (z: number): number => 1 / (1 + exp(-z));

/** ln σ(z) without overflow. */
const logSigmoid = (z: number): number => Math.min(z, 0) - log(1 + exp(-Math.abs(z)));

/** The loss and its gradient. */
export interface LossAndGradient {
  readonly value: number;
  readonly gradient: Float64Array; // [B, C], with respect to the logits
}

/** Loss of `logits` [B, C] and `targets` [B, C] in [0, 1]; as slow and plain as can be, to compare devices with. */
export function multilabelLoss(
  logits: ArrayLike<number>,
  targets: ArrayLike<number>,
  coefficients: LossCoefficients,
): LossAndGradient {
  const cells = logits.length;
  const classes = coefficients.bias.length;
  const weights = rebalancedWeights(targets, coefficients);
  const gradient = new Float64Array(cells);
  let sum = 0;
  for (let at = 0; at < cells; at++) {
    const cell = lossOfCell(
      logits[at] as number, // at < B × C
      targets[at] as number,
      at % classes,
      coefficients,
    );
    const weight = weights[at] as number;
    sum += coefficients.scale * (weight * cell.entropy.value + cell.squared.value);
    gradient[at] =
      (coefficients.scale * (weight * cell.entropy.slope + cell.squared.slope)) / cells;
  }
  return { value: sum / cells, gradient };
}

interface Term {
  readonly value: number;
  readonly slope: number;
}

function lossOfCell(
  logit: number,
  target: number,
  classIndex: number,
  c: LossCoefficients,
): { readonly entropy: Term; readonly squared: Term } {
  const z = logit + (c.bias[classIndex] as number); // classIndex < C
  const y = target * (1 - c.smoothing) + c.smoothing / 2;
  const there = positiveTerm(z, c);
  const absent = negativeTerm(z, c);
  const positive = y * (c.positiveWeights[classIndex] as number);
  const negative = (1 - y) * (c.negativeWeights[classIndex] as number);
  const p = sigmoid(z);
  return {
    entropy: {
      value: positive * there.value + negative * absent.value,
      slope: positive * there.slope + negative * absent.slope,
    },
    squared: {
      value: c.squared * (p - y) * (p - y),
      slope: 2 * c.squared * (p - y) * p * sigmoid(-z),
    },
  };
}

/** −(1 − p)^γ ln p */
function positiveTerm(z: number, c: LossCoefficients): Term {
  const p = sigmoid(z);
  const rest = sigmoid(-z);
  const focus = power(rest, c.positiveFocus);
  const logP = logSigmoid(z);
  return {
    value: -focus * logP,
    slope: -focus * (rest - c.focusGradient * c.positiveFocus * p * logP),
  };
}

/** −s^γ ln(1 − s) / λ; flat where the margin is not reached. */
function negativeTerm(z: number, c: LossCoefficients): Term {
  const scaled = c.negativeScale * z;
  const q = sigmoid(scaled);
  const s = q - c.margin;
  if (s <= 0) return { value: 0, slope: 0 };
  const rest = sigmoid(-scaled);
  const logRest = c.margin === 0 ? logSigmoid(-scaled) : log(1 - s);
  const focus = power(s, c.negativeFocus);
  const throughLog = q * focus * (c.margin === 0 ? 1 : rest / (rest + c.margin));
  const throughFocus = (q * rest * c.negativeFocus * focus * -logRest) / s;
  return {
    value: (-focus * logRest) / c.negativeScale,
    slope: throughLog + c.focusGradient * throughFocus,
  };
}

/** 0⁰ is 1, as without focus. */
const power = (base: number, exponent: number): number =>
  exponent === 0 ? 1 : pow(base, exponent);

/** r of every cell, [B, C]. */
function rebalancedWeights(targets: ArrayLike<number>, c: LossCoefficients): Float64Array {
  const { floor, slope, centre, inverseCounts } = c.rebalancing;
  const classes = inverseCounts.length;
  const weights = new Float64Array(targets.length);
  for (let row = 0; row < targets.length; row += classes) {
    let total = 0;
    for (let at = 0; at < classes; at++)
      total += (targets[row + at] as number) * (inverseCounts[at] as number);
    for (let at = 0; at < classes; at++) {
      // an image with no class at all: the share is infinite
      const share = total === 0 ? Infinity : (inverseCounts[at] as number) / total;
      const weight = floor + sigmoid(slope * (share - centre));
      weights[row + at] = 1 + c.rebalance * (weight - 1);
    }
  }
  return weights;
}
