import type { Activation } from '#core/genome.ts';
import type { Individual } from './run-events.ts';

/** Ids of a task and an algorithm of whose agents a model can be the policy. */
export interface ModelFit {
  readonly environment: string;
  readonly algorithm: string;
}

/** A policy network with all it takes to compute it elsewhere, and what its outputs mean. */
export interface PolicyModel {
  readonly individual: Omit<Individual, 'genome' | 'weights'>;
  /** Names of the players of a team who act by it; absent: there is one player. */
  readonly players?: readonly string[];
  /** Numbers of one observation; a choice is one-hot. */
  readonly inputs: number;
  readonly observationLabels: readonly string[];
  readonly layers: readonly PolicyLayer[];
  readonly action: PolicyAction;
}

/** Layers in the order of computation. */
export type PolicyLayer =
  | {
      /** y = x W + b. */
      readonly kind: 'dense';
      readonly inputs: number;
      readonly outputs: number;
      /** [inputs × outputs], row-major. */
      readonly weights: Float32Array;
      readonly biases: Float32Array;
    }
  | {
      readonly kind: 'layerNorm';
      readonly size: number;
      readonly epsilon: number;
      /** Both null: no gain and no shift. */
      readonly gain: Float32Array | null;
      readonly shift: Float32Array | null;
    }
  | { readonly kind: 'activation'; readonly size: number; readonly activation: Activation }
  | {
      /** Kernels of `size` × `size` slid over an image, row after row, the channels of a pixel side by side. */
      readonly kind: 'convolution';
      readonly image: readonly [height: number, width: number, channels: number];
      readonly size: number;
      readonly outputs: number;
      /** [size × size × channels × outputs], row-major. */
      readonly weights: Float32Array;
      readonly biases: Float32Array;
    };

/** Rule by which the greedy action follows from the outputs. */
export type PolicyAction =
  /** The place of the greatest output, the first of equals; `masked`: among those that can be chosen. */
  | { readonly kind: 'choice'; readonly labels: readonly string[]; readonly masked?: true }
  /** Each output, kept within [−1, 1] and scaled so that the ends become the bounds. */
  | {
      readonly kind: 'numbers';
      readonly labels: readonly string[];
      readonly low: readonly number[];
      readonly high: readonly number[];
    };
