import { ACTIVATIONS, type Activation } from '#core/genome.ts';
import type { LayerDefinition } from './layer.ts';

/** Number under which the kernels know an activation. */
export const activationNumber = (activation: Activation): number => ACTIVATIONS.indexOf(activation);

/** Element by element, formulas as in PyTorch: ELU with α 1, leaky ReLU with slope 0.01, GELU exact (x Φ(x)). */
export const activation: LayerDefinition<'activation'> = {
  forward(layer, { agent, input, output }) {
    agent.cost(input.rows * input.stride * 4);
    agent.emit(
      'activationForward',
      input.address,
      output.address,
      input.rows,
      input.width,
      input.stride,
      activationNumber(layer.activation),
    );
    // all derivatives but GELU's follow from the output
    return [layer.activation === 'gelu' ? input.address : output.address];
  },
  backward(layer, { agent, gradient, tape, inputGradient }) {
    if (!inputGradient) return;
    agent.cost(gradient.rows * gradient.stride * 4);
    agent.emit(
      'activationBackward',
      gradient.address,
      tape[0] ?? 0,
      inputGradient.address,
      gradient.rows,
      gradient.stride,
      activationNumber(layer.activation),
    );
  },
};
