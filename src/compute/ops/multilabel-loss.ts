import type { ProgramWriter } from '../program.ts';
import type { Value } from '../value.ts';

/** Numbers of one loss of the family, in this order. */
export const LOSS_NUMBERS = [
  'weight',
  'positiveFocus',
  'negativeFocus',
  'focusGradient',
  'margin',
  'negativeScale',
  'rebalance',
  'rebalanceFloor',
  'rebalanceSlope',
  'rebalanceCentre',
  'smoothing',
  'squared',
  'scale',
] as const;

/** Rows of numbers by class of one loss, in this order. */
export const LOSS_CLASS_ROWS = [
  'positiveWeights',
  'negativeWeights',
  'bias',
  'inverseCounts',
] as const;

/** Losses that are added up, each by its weight: one that gives way and one that comes. */
export const BLENDED_LOSSES = 2;

/**
 * One family of losses of several labels at once, with coefficients that the host writes: binary cross entropy, focal
 * (Lin et al. 2017), asymmetric (Ben-Baruch et al. 2021), class-balanced (Cui et al. 2019) and distribution-balanced
 * loss (Wu et al. 2020), and the squared error, are cases of it. Of a logit z and a target y ∈ [0, 1], with ẑ = z + bias,
 * p = σ(ẑ), q = σ(λ ẑ), s = max(q − margin, 0) and y smoothed to y (1 − smoothing) + smoothing / 2:
 *
 *   κ r [ −y w⁺ (1 − p)^γ⁺ ln p − (1 − y) (w⁻ / λ) s^γ⁻ ln(1 − s) ] + κ a (p − y)²
 *
 * with r = 1 + rebalance (floor + σ(slope (x − centre)) − 1), x the class's inverse count over the sum of those of the
 * image's classes. `loss` [1 × 1] is the mean over rows and classes of the sum of {@link BLENDED_LOSSES} of them,
 * `gradient` [rows × C] its gradient with respect to the logits; where `focusGradient` is 0 the powers γ count as
 * constants in it. `crossEntropy` [1 × 1] is plain binary cross entropy of the same logits, by which all are compared.
 *
 * `numbers` [2 × 13] are {@link LOSS_NUMBERS}, `byClass` [8 × C] {@link LOSS_CLASS_ROWS}, first loss first.
 */
export const multilabelLoss =
  (writer: ProgramWriter) =>
  (of: {
    readonly logits: Value;
    readonly targets: Value;
    readonly numbers: Value;
    readonly byClass: Value;
  }): { readonly gradient: Value; readonly loss: Value; readonly crossEntropy: Value } => {
    const { logits, targets, numbers, byClass } = of;
    const gradient = writer.value(logits.rows, logits.width);
    const loss = writer.value(1, 1);
    const crossEntropy = writer.value(1, 1);
    writer.push({
      kind: 'multilabelLoss',
      lower(agent) {
        const { address, rows, width, stride } = agent.place(logits);
        agent.expectShape(targets, rows, width, 'targets of logits');
        agent.expectShape(numbers, BLENDED_LOSSES, LOSS_NUMBERS.length, 'numbers of two losses');
        const classRows = BLENDED_LOSSES * LOSS_CLASS_ROWS.length;
        agent.expectShape(byClass, classRows, width, 'numbers by class of two losses');
        agent.cost(rows * stride * 100);
        agent.emit(
          'multilabelLoss',
          address,
          agent.place(targets).address,
          rows,
          width,
          stride,
          agent.place(numbers).address,
          agent.place(numbers).stride,
          agent.place(byClass).address,
          agent.place(gradient).address,
          agent.place(loss).address,
          agent.place(crossEntropy).address,
        );
      },
    });
    return { gradient, loss, crossEntropy };
  };
