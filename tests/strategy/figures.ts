import type { RowInterval } from '#core/strategy/figures.ts';
import type { Choices } from '#core/strategy/seats.ts';
import type { DataTraits } from '#strategy/state/data-traits.ts';

const CHOICES: Choices = {
  augmentation: 'basic',
  optimizer: 'adamW',
  schedule: 'constant',
  loss: 'bce',
};

export const TRAITS: DataTraits = {
  texture: 0.1,
  labelsPerImage: 2,
  imbalance: 3,
  entropy: 0.9,
  coOccurrence: 0.2,
};

interface Given {
  readonly mAP?: number | null;
  readonly head?: number | null;
  readonly tail?: number | null;
  readonly loss?: number;
  readonly training?: number;
  readonly deviation?: number;
  readonly learningRate?: number;
  readonly choices?: Partial<Choices>;
  readonly diverged?: boolean;
}

/** Figures of an interval in which most things are as usual. */
export function interval({
  mAP = 0.5,
  head = 0.7,
  tail = 0.3,
  loss = 0.4,
  training = 0.35,
  deviation = 0.035,
  learningRate = 0.01,
  choices = {},
  diverged = false,
}: Given = {}): RowInterval {
  return {
    choices: { ...CHOICES, ...choices },
    training: {
      loss: training,
      reference: training,
      referenceDeviation: deviation,
      gradientNorm: 1,
      updateRatio: 0.01,
      learningRate,
    },
    validation: {
      mAP,
      head,
      mid: mAP,
      tail,
      tailF1: tail,
      macroF1: mAP,
      perClassF1: 0.45,
      overallF1: 0.5,
      loss,
      averagePrecision: [0.2, null, 0.5, 0.8],
      precision: [0.5, 0.5, 0.8, 0.6],
      recall: [0.4, 0.4, 0.4, 0.4],
    },
    diverged,
  };
}
