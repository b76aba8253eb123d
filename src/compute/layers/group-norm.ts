import { GRADIENT_PIXELS } from '../lowering/abi.ts';
import type { LayerDefinition } from './layer.ts';
import { imageOf } from './pooling.ts';

/** y = gain · n + shift, n = (x − mean) / √(variance + 1e-5) over all pixels and the channels of a group (Wu and He 2018). */
export const groupNorm: LayerDefinition<'groupNorm'> = {
  hasHalves: true,
  forward(layer, { agent, network, input, output, fused }) {
    const { pixels, channels } = imageOf(layer.input);
    const means = agent.scratch(input.rows * channels);
    const reciprocals = agent.scratch(input.rows * channels);
    const mark = agent.mark();
    agent.cost(input.rows * input.stride * 3);
    agent.emit(
      'groupNormForward',
      input.address,
      input.rows,
      pixels,
      channels,
      input.stride,
      layer.groups,
      network.weights + layer.gain.offset * 4,
      network.weights + layer.shift.offset * 4,
      means,
      reciprocals,
      output.address,
      fused,
      agent.scratch(2 * layer.gain.stride),
    );
    agent.release(mark);
    return [means, reciprocals];
  },
  backward(layer, { agent, network, input, gradient, tape, weights, inputGradient }) {
    const [means = 0, reciprocals = 0] = tape;
    const gradients = weights ? network.training?.gradients : undefined;
    if (gradients === undefined && !inputGradient) return;
    const { pixels, channels } = imageOf(layer.input);
    // of the GPU; on `wasm` one is enough
    const parts = Math.ceil((gradient.rows * pixels) / GRADIENT_PIXELS);
    const mark = agent.mark();
    const to = inputGradient?.address ?? agent.scratch(gradient.rows * gradient.stride);
    agent.cost(gradient.rows * gradient.stride * 4);
    agent.emit(
      'groupNormBackward',
      gradient.address,
      gradient.rows,
      pixels,
      channels,
      gradient.stride,
      layer.groups,
      network.weights + layer.gain.offset * 4,
      input.address,
      means,
      reciprocals,
      to,
      gradients === undefined ? 0 : gradients + layer.gain.offset * 4,
      gradients === undefined ? 0 : gradients + layer.shift.offset * 4,
      agent.scratch(2 * layer.gain.stride * parts + 2 * gradient.rows * layer.groups),
    );
    agent.release(mark);
  },
};
