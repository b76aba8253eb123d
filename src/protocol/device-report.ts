import type { DeviceKind } from '#core/catalog.ts';

/** 'auto': the GPU where it is right and was measured to be faster for the run. */
export type DeviceChoice = 'auto' | DeviceKind;

/** Device that a run computes on, and why. */
export interface DeviceReport {
  readonly kind: DeviceKind;
  readonly description: string;
  readonly threads: number;
  /** A sentence. */
  readonly reason: string;
  /** Set where that says how it stands with the GPU. */
  readonly tellsOfGpu?: true;
  /** Trials of each device, where both were tried before the run began. */
  readonly trials: readonly DeviceTrial[];
}

/** Speed of a run's own training on a device: environment steps a second of the whole population. */
export interface DeviceTrial {
  readonly kind: DeviceKind;
  readonly stepsPerSecond: number;
}

/** Contender in a measurement: a device of this page, or TensorFlow.js op by op on a backend of its own. */
export type Contender = DeviceKind | `tfjs ${'wasm' | 'webgl' | 'webgpu'}`;

/** DQN updates a second of a population of networks 4-width-width-2 with batch 64. */
export interface Measurement {
  readonly contender: Contender;
  readonly width: number;
  readonly population: number;
  /** Updates a second of all agents together. Null: it could not be measured, the note says why. */
  readonly updatesPerSecond: number | null;
  /** Floating-point operations of matrix products a second, in thousands of millions. */
  readonly gflops: number | null;
  /** The most that its part of the machine was measured to make; null: it could not be. */
  readonly peakGflops: number | null;
  /** The contender in words, or why there is no figure. */
  readonly note: string;
}
