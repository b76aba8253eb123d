import { draws, type Key } from '#core/random.ts';
import { orthogonal } from './orthogonal.ts';
import type { Plan, Tensor } from './plan.ts';
import { subkey } from './subkey.ts';

/** Gain of fresh weights: orthogonal matrices times √2 (AgileRL; right for ReLU, He et al. 2015). */
const GAIN = Math.sqrt(2);

/** Writes a network's fresh weights into its slab: orthogonal, biases 0, gains 1, shifts 0, constants as their layer says, padding 0. */
export function initialise(plan: Plan, key: Key, into: Float32Array): void {
  into.fill(0, 0, plan.length);
  const scales = initialScales(plan);
  for (const tensor of plan.tensors) initialiseTensor(tensor, scales.get(tensor) ?? 1, key, into);
}

/**
 * Writes one tensor's fresh values into a slab that holds zeros there. Each tensor draws under a key of its own.
 * `scale` is the factor on weights, and what constants are.
 */
export function initialiseTensor(
  tensor: Tensor,
  scale: number,
  key: Key,
  into: Float32Array,
): void {
  const { kind, name, rows, columns, stride, offset } = tensor;
  switch (kind) {
    case 'weights': {
      const matrix = orthogonal(rows, columns, draws(subkey(key, name)));
      for (let i = 0; i < rows; i++)
        for (let j = 0; j < columns; j++)
          into[offset + i * stride + j] = GAIN * scale * (matrix[i * columns + j] as number); // i < rows, j < columns
      return;
    }
    case 'gain':
      into.fill(1, offset, offset + columns);
      return;
    case 'constants':
      into.fill(scale, offset, offset + columns);
      return;
    case 'biases':
    case 'shift':
      return;
    default:
      kind satisfies never;
  }
}

/** Standard deviation of an element of fresh weights: that of an orthogonal matrix of the shape. */
export function initialDeviation({ rows, columns }: Tensor, scale: number): number {
  return (GAIN * scale) / Math.sqrt(Math.max(rows, columns));
}

/** The factor on fresh values of every weights tensor, and the values of constants. */
export function initialScales(plan: Plan): ReadonlyMap<Tensor, number> {
  return new Map(
    plan.layers.flatMap((layer) => {
      if ('weights' in layer) return [[layer.weights, layer.initialScale] as const];
      return layer.kind === 'constants' ? [[layer.constants, layer.initial] as const] : [];
    }),
  );
}
