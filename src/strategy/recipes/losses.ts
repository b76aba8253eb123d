import {
  type ClassFrequencies,
  effectiveNumberWeights,
  inverseCounts,
  rarityBias,
} from './class-weights.ts';
import type { LossCoefficients } from './loss-family.ts';

/** A choice of the seat that sets the loss. */
export interface LossChoice {
  readonly label: string;
  readonly source: string;
  /** True when an agent chooses from it unless told otherwise. */
  readonly isOffered: boolean;
  readonly coefficients: (frequencies: ClassFrequencies) => LossCoefficients;
}

const all = (frequencies: ClassFrequencies, weight: number): Float64Array =>
  new Float64Array(frequencies.counts.length).fill(weight);

/** Binary cross entropy with what a loss has otherwise. */
const entropyWith =
  (own: (frequencies: ClassFrequencies) => Partial<LossCoefficients>) =>
  (frequencies: ClassFrequencies): LossCoefficients => ({
    positiveFocus: 0,
    negativeFocus: 0,
    focusGradient: 1,
    margin: 0,
    positiveWeights: all(frequencies, 1),
    negativeWeights: all(frequencies, 1),
    bias: all(frequencies, 0),
    negativeScale: 1,
    rebalance: 0,
    rebalancing: {
      floor: 0.1,
      slope: 10,
      centre: 0.2,
      inverseCounts: inverseCounts(frequencies),
    },
    smoothing: 0,
    squared: 0,
    scale: 1,
    ...own(frequencies),
  });

const BETA = 0.999;
const DB_SCALE = 2; // λ of its settings for COCO-LT

/** `scale` is where a run begins; it is calibrated to equal gradients at the first weights. */
export const LOSSES = {
  bce: {
    label: 'BCE',
    source: 'binary cross entropy of each class',
    isOffered: true,
    coefficients: entropyWith(() => ({})),
  },
  focal: {
    label: 'Focal',
    source: 'α 0.25, γ 2 (Lin et al. 2017)',
    isOffered: true,
    coefficients: entropyWith((frequencies) => ({
      positiveFocus: 2,
      negativeFocus: 2,
      positiveWeights: all(frequencies, 0.25),
      negativeWeights: all(frequencies, 0.75),
      scale: 4,
    })),
  },
  asl: {
    label: 'ASL',
    source: 'γ⁻ 4, γ⁺ 0, margin 0.05, focusing powers held constant (Ben-Baruch et al. 2021)',
    isOffered: true,
    coefficients: entropyWith(() => ({
      negativeFocus: 4,
      focusGradient: 0,
      margin: 0.05,
      scale: 2,
    })),
  },
  cb: {
    label: 'CB',
    source: 'what is there weighs by effective numbers, β 0.999 (Cui et al. 2019)',
    isOffered: true,
    coefficients: entropyWith((frequencies) => ({
      positiveWeights: effectiveNumberWeights(frequencies, BETA),
    })),
  },
  cbByClass: {
    label: 'CB, both terms',
    source: 'each class weighs by effective numbers, there or not, β 0.999 (Cui et al. 2019)',
    isOffered: false,
    coefficients: entropyWith((frequencies) => ({
      positiveWeights: effectiveNumberWeights(frequencies, BETA),
      negativeWeights: effectiveNumberWeights(frequencies, BETA),
    })),
  },
  db: {
    label: 'DB',
    source: 'distribution-balanced, focal, as set for COCO-LT (Wu et al. 2020)',
    isOffered: true,
    coefficients: entropyWith((frequencies) => ({
      positiveFocus: 2,
      negativeFocus: 2,
      bias: rarityBias(frequencies, 0.05, DB_SCALE),
      negativeScale: DB_SCALE,
      rebalance: 1,
      scale: 2,
    })),
  },
  mse: {
    label: 'MSE',
    source: 'squared error of the probabilities (MAT-Agent)',
    isOffered: false,
    coefficients: entropyWith((frequencies) => ({
      positiveWeights: all(frequencies, 0),
      negativeWeights: all(frequencies, 0),
      squared: 1,
      scale: 4,
    })),
  },
  smooth: {
    label: 'BCE, smoothed',
    source: 'binary cross entropy of targets 0.05 and 0.95 (Szegedy et al. 2016)',
    isOffered: false,
    coefficients: entropyWith(() => ({ smoothing: 0.1 })),
  },
} as const satisfies Record<string, LossChoice>;
