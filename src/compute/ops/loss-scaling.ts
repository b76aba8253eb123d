import type { ProgramWriter } from '../program.ts';
import type { Value } from '../value.ts';

/*
 * Loss scaling (Micikevicius et al. 2018): gradients are taken of the loss times a power of two, so that what is small in
 * them does not vanish in 16 bits, and divided by it before anything else is done with them. The scale is a state `scaling`
 * [1 × 2]: by how many doublings it is away from the first one, and the updates since it was last changed. PyTorch's rule
 * and numbers: 2¹⁶ at first; where a gradient is infinite or NaN, the update is left out and the scale halved; after 2000
 * updates without that it is doubled. It stays from 1 to 2²⁴.
 */

/** A gradient of the loss [rows × width], times the scale. */
export const scaledGradient =
  (writer: ProgramWriter) =>
  (gradient: Value, scaling: Value): Value => {
    const scaled = writer.value(gradient.rows, gradient.width);
    writer.push({
      kind: 'scaledGradient',
      lower(agent) {
        const { address, rows, stride } = agent.place(gradient);
        agent.expectShape(scaling, 1, 2, 'a scale of losses');
        const from = agent.place(scaling).address;
        agent.emit('scaleGradient', address, from, agent.place(scaled).address, rows * stride);
      },
    });
    return scaled;
  };

/**
 * Divides the network's gradient by the scale, and sets the scale for the next update. Returns whether this update counts
 * [1 × 1]: 0 where any number of the gradient is infinite or NaN, of which all become 0 then; else 1. Throws a RangeError
 * unless the scale is a state.
 */
export const unscaleGradient =
  (writer: ProgramWriter) =>
  (network: string, scaling: Value): Value => {
    if (scaling.lasts !== 'lineage')
      throw new RangeError(`value ${scaling.id} is no state, so a scale cannot be kept in it`);
    const counts = writer.value(1, 1);
    writer.push({
      kind: 'unscaleGradient',
      lower(agent) {
        const { plan, training } = agent.network(network);
        if (!training)
          throw new RangeError(`network '${network}' is not trained, so it has no gradient`);
        agent.expectShape(scaling, 1, 2, 'a scale of losses');
        agent.emit(
          'unscaleGradient',
          training.gradients,
          plan.length,
          agent.place(scaling).address,
          agent.place(counts).address,
        );
      },
    });
    return counts;
  };
