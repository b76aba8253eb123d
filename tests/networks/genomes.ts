import fc from 'fast-check';
import { ACTIVATIONS, type MlpGenome, type NetworkGenome } from '#core/genome.ts';
import { type Shape, vector } from '#core/shape.ts';
import type { NetworkShape, Plan } from '#networks/plan.ts';

/** A module with wide limits. */
export function mlp(hidden: readonly number[], changes: Partial<MlpGenome> = {}): MlpGenome {
  return {
    kind: 'mlp',
    hidden,
    activation: 'relu',
    outputActivation: 'identity',
    layerNorm: false,
    outputLayerNorm: false,
    outputVanish: false,
    limits: { minLayers: 1, maxLayers: 3, minNodes: 16, maxNodes: 500 },
    ...changes,
  };
}

/** A network of two modules with wide limits. */
export function network(
  encoder: MlpGenome,
  latent: number,
  head: MlpGenome,
  changes: Partial<NetworkGenome> = {},
): NetworkGenome {
  return { encoder, latent, minLatent: 8, maxLatent: 128, head, ...changes };
}

/** AgileRL's QNetwork: normalised encoder and head, small first outputs. */
export function qNetwork(
  encoderHidden: readonly number[],
  latent: number,
  headHidden: readonly number[],
): NetworkGenome {
  return network(
    mlp(encoderHidden, { layerNorm: true, outputLayerNorm: true, outputActivation: 'relu' }),
    latent,
    mlp(headHidden, { layerNorm: true, outputVanish: true }),
  );
}

export const CARTPOLE: NetworkShape = { inputs: vector(4), headInputs: 0, outputs: 2 };

/** Modules within limits of their own. */
const anyMlp: fc.Arbitrary<MlpGenome> = fc
  .record({
    minLayers: fc.integer({ min: 1, max: 2 }),
    layersAbove: fc.integer({ min: 0, max: 3 }),
    minNodes: fc.integer({ min: 1, max: 40 }),
    nodesAbove: fc.integer({ min: 0, max: 200 }),
    activation: fc.constantFrom(...ACTIVATIONS),
    outputActivation: fc.constantFrom(...ACTIVATIONS),
    layerNorm: fc.boolean(),
    outputLayerNorm: fc.boolean(),
    outputVanish: fc.boolean(),
  })
  .chain(({ minLayers, layersAbove, minNodes, nodesAbove, ...rest }) => {
    const limits = {
      minLayers,
      maxLayers: minLayers + layersAbove,
      minNodes,
      maxNodes: minNodes + nodesAbove,
    };
    return fc
      .array(fc.integer({ min: minNodes, max: limits.maxNodes }), {
        minLength: limits.minLayers,
        maxLength: limits.maxLayers,
      })
      .map((hidden): MlpGenome => ({ kind: 'mlp', hidden, limits, ...rest }));
  });

export const anyNetwork: fc.Arbitrary<NetworkGenome> = fc
  .record({
    encoder: anyMlp,
    head: anyMlp,
    minLatent: fc.integer({ min: 1, max: 40 }),
    latentAbove: fc.integer({ min: 0, max: 100 }),
  })
  .chain(({ encoder, head, minLatent, latentAbove }) =>
    fc
      .integer({ min: minLatent, max: minLatent + latentAbove })
      .map((latent) => ({ encoder, head, latent, minLatent, maxLatent: minLatent + latentAbove })),
  );

export const anyShape: fc.Arbitrary<NetworkShape> = fc.record({
  inputs: fc.oneof(
    fc.integer({ min: 1, max: 9 }).map(vector),
    fc
      .record({
        channels: fc.integer({ min: 1, max: 3 }),
        height: fc.integer({ min: 1, max: 3 }),
        width: fc.integer({ min: 1, max: 3 }),
      })
      .map((image): Shape => ({ kind: 'image', ...image })),
  ),
  headInputs: fc.integer({ min: 0, max: 5 }),
  outputs: fc.integer({ min: 1, max: 7 }),
});

/** Slab places that hold no parameter. */
export function paddingOf(plan: Plan): readonly number[] {
  const used = new Set<number>();
  for (const { rows, columns, stride, offset } of plan.tensors)
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++) used.add(offset + i * stride + j);
  return Array.from({ length: plan.length }, (_, place) => place).filter(
    (place) => !used.has(place),
  );
}

/** A tensor's numbers without padding, [rows × columns]. */
export function valuesOf(plan: Plan, slab: Float32Array, name: string): number[][] {
  const tensor = plan.tensors.find((candidate) => candidate.name === name);
  if (!tensor) throw new RangeError(`no tensor '${name}'`);
  const { rows, columns, stride, offset } = tensor;
  return Array.from({ length: rows }, (_, i) =>
    Array.from(slab.subarray(offset + i * stride, offset + i * stride + columns)),
  );
}

/** Numbers that differ from place to place, padding zero: stands for trained weights. */
export function distinctWeights(plan: Plan, start = 1): Float32Array {
  const slab = new Float32Array(plan.length);
  let next = start;
  for (const { rows, columns, stride, offset } of plan.tensors)
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++) slab[offset + i * stride + j] = next++ / 1024;
  return slab;
}
