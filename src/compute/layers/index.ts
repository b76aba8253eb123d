import type { Layer } from '#networks/plan.ts';
import { IDENTITY, LEAKY_RELU, RELU } from '../lowering/abi.ts';
import type { Storage } from '../value.ts';
import { activation, activationNumber } from './activation.ts';
import { concat } from './concat.ts';
import { constants } from './constants.ts';
import { convolution } from './convolution.ts';
import { dense } from './dense.ts';
import { groupNorm } from './group-norm.ts';
import type { LayerDefinition } from './layer.ts';
import { layerNorm } from './layer-norm.ts';
import { globalPool, maxPool } from './pooling.ts';

/** Every kind of layer that a plan may hold. */
const LAYERS: { readonly [K in Layer['kind']]: LayerDefinition<K> } = {
  dense,
  layerNorm,
  activation,
  concat,
  constants,
  convolution,
  groupNorm,
  maxPool,
  globalPool,
};

/** Layers that themselves apply a cheap activation that follows them. */
const FUSING: ReadonlySet<Layer['kind']> = new Set([
  'dense',
  'layerNorm',
  'convolution',
  'groupNorm',
]);

export const definitionOf = (layer: Layer) => LAYERS[layer.kind] as LayerDefinition<Layer['kind']>;

/** Storage of what a layer puts out, where images between layers are stored so and another layer comes next. */
export function storageBetween(images: Storage, before: Layer, after: Layer | undefined): Storage {
  const { output } = before;
  if (output.kind !== 'image' || output.channels % 2 !== 0 || after === undefined) return 'f32';
  return definitionOf(before).hasHalves && definitionOf(after).hasHalves ? images : 'f32';
}

/** Layers with the cheap activations behind them taken in. */
export function fuse(
  layers: readonly Layer[],
): { readonly layer: Layer; readonly fused: number }[] {
  const steps: { layer: Layer; fused: number }[] = [];
  for (const layer of layers) {
    const last = steps.at(-1);
    if (layer.kind === 'activation') {
      const number = activationNumber(layer.activation);
      if (number === IDENTITY && last) continue;
      if (
        last &&
        FUSING.has(last.layer.kind) &&
        last.fused === IDENTITY &&
        (number === RELU || number === LEAKY_RELU)
      ) {
        last.fused = number;
        continue;
      }
    }
    steps.push({ layer, fused: IDENTITY });
  }
  return steps;
}
