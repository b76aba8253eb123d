import type { Activation } from './genome.ts';

/** Networks that a run begins with, and how far mutations may change them; all limits inclusive. */
export interface NetworkConfig {
  /** Filters that run over an observation that is an image, before its layers; absent: none. */
  readonly filters?: number;
  readonly encoderHidden: readonly number[];
  readonly latent: number;
  readonly headHidden: readonly number[];
  readonly activation: Activation;
  readonly layerNorm: boolean;
  readonly minLayers: number;
  readonly maxLayers: number;
  readonly minNodes: number;
  readonly maxNodes: number;
  readonly minLatent: number;
  readonly maxLatent: number;
}
