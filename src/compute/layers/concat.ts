import type { LayerDefinition } from './layer.ts';

/** The running value and the network's second input side by side. */
export const concat: LayerDefinition<'concat'> = {
  outputs: ({ size, joined }) => size + joined,
  forward({ size, joined: width }, { agent, input, joined, output }) {
    if (!joined) throw new RangeError('a concat layer needs the second input');
    agent.emit(
      'concatForward',
      input.address,
      size,
      input.stride,
      joined.address,
      width,
      joined.stride,
      output.address,
      output.stride,
      output.rows,
    );
    return [];
  },
  backward({ size, joined }, { agent, gradient, inputGradient, joinedGradient }) {
    agent.emit(
      'concatBackward',
      gradient.address,
      gradient.stride,
      inputGradient?.address ?? 0,
      size,
      inputGradient?.stride ?? 0,
      joinedGradient?.address ?? 0,
      joined,
      joinedGradient?.stride ?? 0,
      gradient.rows,
    );
  },
};
