import { expect } from 'vitest';
import type { ClassFrequencies } from '#strategy/recipes/class-weights.ts';
import type { LossCoefficients } from '#strategy/recipes/loss-family.ts';
import { LOSSES } from '#strategy/recipes/losses.ts';
import type { OptimizerRule, OptimizerSettings } from '#strategy/recipes/optimizer-coefficients.ts';
import reference from '../../reference/torch-training.json' with { type: 'json' };

/* Numbers that PyTorch computed, and its optimizers and losses as cases of the families. */

export interface KnownOptimizer {
  readonly optimizer: string;
  readonly options: {
    readonly lr: number;
    readonly momentum?: number;
    readonly nesterov?: boolean;
    readonly weight_decay?: number;
    readonly betas?: readonly number[];
    readonly eps?: number;
    readonly alpha?: number;
  };
  readonly paramsAfterEachStep: readonly (readonly number[])[];
}

const RULES: Readonly<Record<string, OptimizerRule>> = {
  Adam: 'adam',
  AdamW: 'adam',
  NAdam: 'nadam',
  RAdam: 'radam',
  Adagrad: 'adagrad',
};

/** PyTorch's optimizer as one of the family, with PyTorch's defaults. */
export function optimizerOf({ optimizer, options }: KnownOptimizer): OptimizerSettings {
  const { lr, momentum = 0, nesterov = false, weight_decay = 0, betas = [0.9, 0.999] } = options;
  const decoupled = optimizer === 'AdamW';
  const common = {
    learningRate: lr,
    decay: decoupled ? weight_decay : 0,
    l2: decoupled ? 0 : weight_decay,
    trust: 0,
    meanDecay: betas[0] ?? Number.NaN,
    squareDecay: betas[1] ?? Number.NaN,
    epsilon: options.eps ?? (optimizer === 'Adagrad' ? 1e-10 : 1e-8),
  };
  if (optimizer === 'SGD')
    return { ...common, rule: nesterov ? 'nesterov' : 'momentum', meanDecay: momentum };
  if (optimizer === 'RMSprop')
    return {
      ...common,
      rule: momentum > 0 ? 'rmspropMomentum' : 'rmsprop',
      meanDecay: momentum,
      squareDecay: options.alpha ?? 0.99,
    };
  return { ...common, rule: RULES[optimizer] as OptimizerRule };
}

export const KNOWN_OPTIMIZERS = reference.optimizers.cases as readonly KnownOptimizer[];
export const { initial: INITIAL_WEIGHTS, gradients: GRADIENTS } = reference.optimizers;

export interface KnownLoss {
  readonly loss: string;
  readonly options: {
    readonly reduction: string;
    readonly posWeight?: readonly number[];
    readonly labelSmoothing?: number;
    readonly alpha?: number;
    readonly gamma?: number;
    readonly gammaNeg?: number;
    readonly gammaPos?: number;
    readonly clip?: number;
    readonly beta?: number;
    readonly samplesPerClass?: readonly number[];
    readonly weights?: readonly number[];
  };
  readonly value: number;
  readonly gradLogits: readonly (readonly number[])[];
}

const filled = (weight: number) => new Float64Array(5).fill(weight);

/** PyTorch's loss as a case of the family. */
export function lossOf({ loss, options }: KnownLoss): LossCoefficients {
  const plain = LOSSES.bce.coefficients(EVEN);
  switch (loss) {
    case 'BCE':
      return {
        ...plain,
        positiveWeights: options.posWeight
          ? Float64Array.from(options.posWeight)
          : plain.positiveWeights,
        smoothing: options.labelSmoothing ?? 0,
      };
    case 'Focal': {
      const { alpha = -1, gamma = 0 } = options;
      return {
        ...plain,
        positiveFocus: gamma,
        negativeFocus: gamma,
        positiveWeights: filled(alpha < 0 ? 1 : alpha),
        negativeWeights: filled(alpha < 0 ? 1 : 1 - alpha),
      };
    }
    case 'ASL':
      return {
        ...plain,
        positiveFocus: options.gammaPos ?? 0,
        negativeFocus: options.gammaNeg ?? 0,
        margin: options.clip ?? 0,
      };
    case 'ClassBalancedBCE': {
      const counts = options.samplesPerClass ?? [];
      const made = LOSSES.cbByClass.coefficients({ images: 1000, counts });
      expect(options.beta).toBe(0.999);
      made.positiveWeights.forEach((weight, at) => {
        expect(weight).toBeCloseTo(options.weights?.[at] ?? Number.NaN, 12);
      });
      return made;
    }
    default:
      throw new Error(`no loss is known as ${loss}`);
  }
}

const EVEN: ClassFrequencies = { images: 1000, counts: [200, 200, 200, 200, 200] };

export const KNOWN_LOSSES = reference.losses.cases as readonly KnownLoss[];
/** [4, 5] each. */
export const LOGITS = reference.losses.logits.flat();
export const TARGETS = reference.losses.targets.flat();
