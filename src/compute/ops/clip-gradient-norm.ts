import type { ProgramWriter } from '../program.ts';
import type { Scalar, Value } from '../value.ts';

/**
 * Shortens the network's gradient to at most the norm m: g ← g · min(1, m / (‖g‖ + 1e-6)) over its slab (Pascanu et al.
 * 2013, in PyTorch's form). Returns the norm that it had, [1 × 1].
 */
export const clipGradientNorm =
  (writer: ProgramWriter) =>
  (network: string, maximum: Scalar): Value => {
    const norm = writer.value(1, 1);
    writer.push({
      kind: 'clipGradientNorm',
      lower(agent) {
        const { plan, training } = agent.network(network);
        if (!training)
          throw new RangeError(
            `network '${network}' is not trained, so it has no gradient to clip`,
          );
        agent.emit(
          'clipGradientNorm',
          training.gradients,
          plan.length,
          agent.scalar(maximum),
          agent.place(norm).address,
        );
      },
    });
    return norm;
  };
