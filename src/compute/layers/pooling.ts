import type { Shape } from '#core/shape.ts';
import type { LayerDefinition } from './layer.ts';

/** The greatest of each square of pixels, by channel; back, the first of equals gets the gradient. */
export const maxPool: LayerDefinition<'maxPool'> = {
  hasHalves: true,
  readsOutput: true,
  forward(layer, { agent, input, output }) {
    const { height, width, channels } = imageOf(layer.input);
    agent.cost(input.rows * input.stride);
    agent.emit(
      'maxPoolForward',
      input.address,
      input.stride,
      input.rows,
      height,
      width,
      channels,
      layer.size,
      output.address,
      output.stride,
    );
    return [output.address, output.stride];
  },
  backward(layer, { agent, input, gradient, tape, inputGradient, mask }) {
    if (!inputGradient) return;
    const { height, width, channels } = imageOf(layer.input);
    const [output = 0, stride = 0] = tape;
    agent.cost(input.rows * input.stride * 2);
    agent.emit(
      'maxPoolBackward',
      input.address,
      input.stride,
      input.rows,
      height,
      width,
      channels,
      layer.size,
      output,
      stride,
      gradient.address,
      inputGradient.address,
      mask ? 1 : 0,
    );
  },
};

/** Mean and greatest over all pixels, by channel; back, the first of equals gets the gradient of the greatest. */
export const globalPool: LayerDefinition<'globalPool'> = {
  hasHalves: true,
  readsOutput: true,
  forward(layer, { agent, input, output }) {
    const { pixels, channels } = imageOf(layer.input);
    agent.cost(input.rows * input.stride);
    agent.emit(
      'globalPoolForward',
      input.address,
      input.stride,
      input.rows,
      pixels,
      channels,
      output.address,
      output.stride,
    );
    return [output.address, output.stride];
  },
  backward(layer, { agent, input, tape, gradient, inputGradient }) {
    if (!inputGradient) return;
    const { pixels, channels } = imageOf(layer.input);
    const [output = 0, stride = 0] = tape;
    agent.cost(input.rows * input.stride);
    agent.emit(
      'globalPoolBackward',
      input.address,
      input.stride,
      input.rows,
      pixels,
      channels,
      output,
      stride,
      gradient.address,
      inputGradient.address,
    );
  },
};

/** Sizes of an image. Throws a RangeError where the shape is none. */
export function imageOf(shape: Shape) {
  if (shape.kind !== 'image')
    throw new RangeError(`the layer reads an image, not ${shape.size} numbers side by side`);
  const { height, width, channels } = shape;
  return { height, width, channels, pixels: height * width };
}
