import type { LayerDefinition } from './layer.ts';

/** y = (x, c) with learned numbers c, the same in every row; dc = Σ of its columns of dy over the rows. */
export const constants: LayerDefinition<'constants'> = {
  forward({ constants: tensor }, { agent, network, input, output }) {
    agent.emit(
      'constantsForward',
      input.address,
      input.width,
      input.stride,
      network.weights + tensor.offset * 4,
      tensor.columns,
      output.address,
      output.stride,
      output.rows,
    );
    return [];
  },
  backward({ constants: tensor }, { agent, network, input, gradient, weights, inputGradient }) {
    const gradients = weights ? network.training?.gradients : undefined;
    agent.emit(
      'constantsBackward',
      gradient.address,
      gradient.stride,
      inputGradient?.address ?? 0,
      input.width,
      inputGradient?.stride ?? 0,
      gradients === undefined ? 0 : gradients + tensor.offset * 4,
      tensor.columns,
      gradient.rows,
    );
  },
};
