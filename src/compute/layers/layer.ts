import type { Layer } from '#networks/plan.ts';
import type { Lowering, NetworkPlace, Place } from '../lowering/lowering.ts';

export type LayerOf<K extends Layer['kind']> = Extract<Layer, { kind: K }>;

/** Inputs of a layer's forward pass. */
export interface ForwardContext {
  readonly agent: Lowering;
  readonly network: NetworkPlace;
  readonly input: Place;
  /** The network's second input, for `concat`. */
  readonly joined: Place | null;
  /** An activation that follows and that the layer applies itself, by number; `IDENTITY` if none. */
  readonly fused: number;
  /** True when there is a way back, so that what it needs must be kept. */
  readonly kept: boolean;
  readonly output: Place;
}

/** Inputs of a layer's backward pass. */
export interface BackwardContext {
  readonly agent: Lowering;
  readonly network: NetworkPlace;
  /** The layer's input. */
  readonly input: Place;
  /** dL/d output. */
  readonly gradient: Place;
  /** Values that the forward pass kept. */
  readonly tape: readonly number[];
  /** True when gradients of the layer's weights are wanted. */
  readonly weights: boolean;
  /** Place for dL/d input; null where it is not wanted. */
  readonly inputGradient: Place | null;
  /** Place for dL/d joined, of `concat`. */
  readonly joinedGradient: Place | null;
  /** Output of a ReLU fused into the layer before, which the layer goes back through as well; 0 if none. */
  readonly mask: number;
}

/** A kind of layer. */
export interface LayerDefinition<K extends Layer['kind']> {
  /** Emits the forward pass; returns what the way back needs, if it is kept. */
  forward(layer: LayerOf<K>, context: ForwardContext): readonly number[];
  backward(layer: LayerOf<K>, context: BackwardContext): void;
  /** Set where the way back reads the layer's output, so that what follows must not write over it. */
  readonly readsOutput?: true;
  /** Set where its kernels read and write images of 16-bit floats. */
  readonly hasHalves?: true;
}
