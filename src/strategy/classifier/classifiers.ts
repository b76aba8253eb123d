import type { PopulationSnapshot } from '#compute/device.ts';
import type { Precision } from '#core/strategy/strategy-config.ts';
import type { Colour, ImageChange } from '../recipes/image-change.ts';
import type { LossCoefficients } from '../recipes/loss-family.ts';
import type { UpdateCoefficients } from '../recipes/optimizer-coefficients.ts';

/** Images with their labels. */
export interface LabelledImages {
  readonly pixels: Uint8Array; // [N, S, S, 3]
  readonly labels: Uint8Array; // [N, C], 0 or 1
}

/** Image classifiers that train side by side, and what they train on. */
export interface ClassifierSetup {
  readonly rows: number;
  /** S: pixels on a side. */
  readonly size: number;
  /** C */
  readonly classes: number;
  /** Channels of each block of convolution 3 × 3, GroupNorm, ReLU and max pooling. */
  readonly channels: readonly number[];
  /** Groups of every GroupNorm. */
  readonly groups: number;
  /** B: images of a step. */
  readonly batch: number;
  /** All of them, whatever they are for: one finds them by index. */
  readonly images: LabelledImages;
  /** Mean of the colours of the images to train on, in [0, 1]. */
  readonly mean: Colour;
  readonly deviation: Colour;
  /** All rows begin with the same weights, which are drawn from it. */
  readonly seed: number;
  /** Most steps between two times that {@link Classifiers.measured} is asked. */
  readonly interval: number;
  /** Precision in which steps are computed; 'mixed' needs a GPU. Absent: 'single'. Logits always have 32 bits. */
  readonly precision?: Precision;
}

/** One row's settings for a step. */
export interface RowStep {
  /** Changes of each image of the step, [B]; partners are positions in the step. */
  readonly changes: readonly ImageChange[];
  /** Rule for the targets of images that are mixed. */
  readonly mixing: 'area' | 'union';
  /** One loss that gives way to another, which has its share of the sum. */
  readonly loss: {
    readonly before: LossCoefficients;
    readonly after: LossCoefficients;
    readonly share: number;
  };
  readonly update: UpdateCoefficients;
  /** Greatest norm of the gradient; Infinity for none. */
  readonly clip: number;
  /** Share of themselves that the averages of weights keep, from 0 to 1. */
  readonly keepFast: number;
  readonly keepSlow: number;
}

/** The weights that an optimizer moves, and two averages of them. */
export type WeightsName = 'raw' | 'fast' | 'slow';

/** Measurements of one row, by step since it was last asked. */
export interface Measured {
  /** Loss that it trains by. */
  readonly loss: Float32Array;
  /** Plain binary cross entropy of the same logits, by which rows under different losses compare. */
  readonly crossEntropy: Float32Array;
  /** Norms of the gradient before it is clipped, of the step that the weights took, and of the weights after it. */
  readonly gradientNorm: Float32Array;
  readonly changeNorm: Float32Array;
  readonly weightNorm: Float32Array;
}

/** The images of a row's last step as it saw them. */
export interface ChangedImages {
  readonly pixels: Uint8Array; // [B, S, S, 3]
  readonly targets: Float32Array; // [B, C]
}

/** All that the classifiers need to go on; constants of the run are left out. */
export interface ClassifierSnapshot {
  readonly population: PopulationSnapshot;
  /** Steps since {@link Classifiers.measured} was last called. */
  readonly steps: number;
}

/**
 * Classifiers that train side by side on one device, each under its own recipe. Throws a RangeError for arguments that
 * do not fit.
 */
export interface Classifiers {
  /**
   * A step of all rows on the images of these indices, [B], the same for all. On a GPU it is on its way when this
   * returns; there is a promise only where the GPU is far behind.
   */
  train(images: Uint32Array, rows: readonly RowStep[]): void | Promise<void>;
  /** Measurements by row, of every step since it was last asked. */
  measured(): Promise<readonly Measured[]>;
  /** Logits by row, [n × C], of the images of n indices, as they are. */
  logits(weights: WeightsName, images: Uint32Array): Promise<readonly Float32Array[]>;
  /** Throws a RangeError before the first step. */
  changed(row: number): Promise<ChangedImages>;
  /** A slab as `networks/plan.ts` lays it out. */
  weights(row: number, weights: WeightsName): Promise<Float32Array>;
  snapshot(): Promise<ClassifierSnapshot>;
  restore(snapshot: ClassifierSnapshot): void;
  /** Held on the device. */
  readonly bytes: number;
  dispose(): void;
}
