import type { LayerDefinition } from './layer.ts';

/** The running value and the network's second input side by side. */
export const concat: LayerDefinition<'concat'> = {
  forward(_, { agent, input, joined, output }) {
    if (!joined) throw new RangeError('a concat layer needs the second input');
    agent.emit(
      'concatForward',
      input.address,
      input.width,
      input.stride,
      joined.address,
      joined.width,
      joined.stride,
      output.address,
      output.stride,
      output.rows,
    );
    return [];
  },
  backward(_, { agent, input, gradient, inputGradient, joinedGradient }) {
    agent.emit(
      'concatBackward',
      gradient.address,
      gradient.stride,
      inputGradient?.address ?? 0,
      input.width,
      inputGradient?.stride ?? 0,
      joinedGradient?.address ?? 0,
      gradient.width - input.width,
      joinedGradient?.stride ?? 0,
      gradient.rows,
    );
  },
};
