import type { LayerDefinition } from './layer.ts';

/** y = gain · n + shift, n = (x − mean) / √(variance + 1e-5) over the features of a sample (Ba et al. 2016). */
export const layerNorm: LayerDefinition<'layerNorm'> = {
  forward({ gain, shift }, { agent, network, input, output, fused, kept }) {
    const normalised = kept ? agent.scratch(input.rows * input.stride) : 0;
    const reciprocals = kept ? agent.scratch(input.rows) : 0;
    agent.cost(input.rows * input.stride * 2);
    agent.emit(
      'layerNormForward',
      input.address,
      input.rows,
      input.width,
      input.stride,
      gain ? network.weights + gain.offset * 4 : 0,
      shift ? network.weights + shift.offset * 4 : 0,
      normalised,
      reciprocals,
      output.address,
      fused,
    );
    return [normalised, reciprocals];
  },
  backward({ gain, shift }, { agent, network, input, gradient, tape, weights, inputGradient }) {
    const [normalised = 0, reciprocals = 0] = tape;
    const gradients = weights ? network.training?.gradients : undefined;
    const learns = gain && shift && gradients !== undefined;
    if (!learns && !inputGradient) return;
    const mark = agent.mark();
    const to = inputGradient?.address ?? agent.scratch(gradient.rows * gradient.stride);
    agent.cost(gradient.rows * gradient.stride * 3);
    agent.emit(
      'layerNormBackward',
      gradient.address,
      gradient.rows,
      input.width,
      gradient.stride,
      gain ? network.weights + gain.offset * 4 : 0,
      normalised,
      reciprocals,
      to,
      learns ? gradients + gain.offset * 4 : 0,
      learns ? gradients + shift.offset * 4 : 0,
    );
    agent.release(mark);
  },
};
