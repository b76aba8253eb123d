import type { LayerDefinition } from './layer.ts';

/** y = x W + b; dW = xᵀ dy, db = Σ dy, dx = dy Wᵀ. */
export const dense: LayerDefinition<'dense'> = {
  forward({ weights, biases }, { agent, network, input, output, fused }) {
    const inputs = input.width;
    agent.cost(input.rows * inputs * output.stride);
    const mark = agent.mark();
    agent.emit(
      'denseForward',
      input.address,
      input.stride,
      input.rows,
      inputs,
      network.weights + weights.offset * 4,
      network.weights + biases.offset * 4,
      output.address,
      output.stride,
      fused,
      agent.scratch(8 * inputs),
    );
    agent.release(mark);
    return [];
  },
  backward(layer, { agent, network, input, gradient, weights, inputGradient, mask }) {
    const { rows: inputs, columns: outputs } = layer.weights;
    const mark = agent.mark();
    if (weights && network.training) {
      const { gradients } = network.training;
      agent.cost(input.rows * inputs * gradient.stride);
      agent.emit(
        'denseBackwardWeights',
        input.address,
        input.stride,
        input.rows,
        inputs,
        gradient.address,
        gradient.stride,
        gradients + layer.weights.offset * 4,
        gradients + layer.biases.offset * 4,
        agent.scratch(8 * input.rows),
      );
    }
    agent.release(mark);
    if (!inputGradient) return;
    agent.cost(input.rows * outputs * inputGradient.stride);
    agent.emit(
      'denseBackwardInput',
      gradient.address,
      gradient.stride,
      gradient.rows,
      outputs,
      network.weights + layer.weights.offset * 4,
      inputs,
      agent.scratch(8 * outputs),
      inputGradient.address,
      inputGradient.stride,
      mask,
    );
    agent.release(mark);
  },
};
