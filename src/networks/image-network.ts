import { lengthsOf, type Shape, sizeOf, vector } from '#core/shape.ts';
import { type Layer, openSlab, type Plan } from './plan.ts';
import { BEFORE } from './segments.ts';

/** A layer of a network over images, before its place in a slab is known. */
export type ImageLayer =
  | {
      readonly kind: 'convolution';
      readonly channels: number;
      readonly size: number;
      /** 1, if not said otherwise. */
      readonly step?: number;
      /** Zeros on each side: none, if not said otherwise. */
      readonly padding?: number;
      readonly biases?: boolean;
    }
  | { readonly kind: 'groupNorm'; readonly groups: number }
  | { readonly kind: 'relu' }
  | { readonly kind: 'maxPool'; readonly size: number }
  | { readonly kind: 'globalPool' }
  | { readonly kind: 'dense'; readonly units: number };

/**
 * Lays out a network over images; names of tensors are 'layers[0].weights' and so on. Where the last layer puts out an
 * image, its numbers are the outputs. Throws a RangeError where a layer does not fit what goes into it.
 */
export function planImageNetwork(inputs: Shape, layers: readonly ImageLayer[]): Plan {
  const slab = openSlab();
  const placed: Layer[] = [];
  let running = inputs;
  for (const [i, spec] of layers.entries()) {
    const layer = laid(spec, `layers[${i}]`, running, slab.tensor);
    placed.push(layer);
    running = layer.output;
  }
  return {
    inputs,
    headInputs: 0,
    outputs: sizeOf(running),
    latent: sizeOf(running),
    layers: placed,
    encoderLayers: 0,
    ...slab.laid(),
  };
}

type Place = ReturnType<typeof openSlab>['tensor'];

function laid(spec: ImageLayer, name: string, input: Shape, tensor: Place): Layer {
  switch (spec.kind) {
    case 'dense':
      return {
        kind: 'dense',
        input,
        output: vector(spec.units),
        weights: tensor(name, 'weights', spec.units, [{ from: BEFORE, lengths: lengthsOf(input) }]),
        biases: tensor(name, 'biases', spec.units),
        initialScale: 1,
      };
    case 'relu':
      return { kind: 'activation', activation: 'relu', input, output: input };
    case 'convolution': {
      const { channels, size, step = 1, padding = 0, biases = false } = spec;
      const image = imageIn(input, name);
      const moves = (length: number) => Math.floor((length + 2 * padding - size) / step) + 1;
      const [height, width] = [moves(image.height), moves(image.width)];
      if (height < 1 || width < 1)
        throw new RangeError(
          `${name}: kernels of ${size} × ${size} do not fit into ${image.height} × ${image.width} pixels with ${padding} zeros around them`,
        );
      const from = [{ from: BEFORE, lengths: [size, size, image.channels] }];
      return {
        kind: 'convolution',
        input,
        output: { kind: 'image', height, width, channels },
        size,
        step,
        padding,
        weights: tensor(name, 'weights', channels, from),
        biases: biases ? tensor(name, 'biases', channels) : null,
        initialScale: 1,
      };
    }
    case 'groupNorm': {
      const { channels } = imageIn(input, name);
      if (channels % spec.groups !== 0)
        throw new RangeError(`${name}: ${channels} channels do not make ${spec.groups} groups`);
      return {
        kind: 'groupNorm',
        input,
        output: input,
        groups: spec.groups,
        gain: tensor(name, 'gain', channels),
        shift: tensor(name, 'shift', channels),
      };
    }
    case 'maxPool': {
      const { height, width, channels } = imageIn(input, name);
      if (Math.min(height, width) < spec.size)
        throw new RangeError(
          `${name}: ${height} × ${width} pixels hold no square of ${spec.size} × ${spec.size}`,
        );
      const pooled = (length: number) => Math.floor(length / spec.size);
      return {
        kind: 'maxPool',
        input,
        output: { kind: 'image', height: pooled(height), width: pooled(width), channels },
        size: spec.size,
      };
    }
    case 'globalPool':
      return {
        kind: 'globalPool',
        input,
        output: vector(2 * imageIn(input, name).channels),
      };
    default:
      return spec satisfies never;
  }
}

function imageIn(shape: Shape, name: string) {
  if (shape.kind === 'image') return shape;
  throw new RangeError(`${name} reads an image, not ${sizeOf(shape)} numbers side by side`);
}
