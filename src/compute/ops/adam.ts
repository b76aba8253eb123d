import type { ProgramWriter } from '../program.ts';
import type { Scalar } from '../value.ts';

/**
 * One step of Adam along the network's gradient slab (Kingma and Ba 2015), β₁ 0.9, β₂ 0.999, ε 1e-8, in PyTorch's form:
 * with m, v the moments and t the updates of this agent's network, w ← w − α / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε).
 */
export const adam =
  (writer: ProgramWriter) =>
  (network: string, learningRate: Scalar): void =>
    writer.push({
      kind: 'adam',
      updates: network,
      lower(agent) {
        const { plan, weights, training } = agent.network(network);
        if (!training)
          throw new RangeError(`network '${network}' is not trained, so Adam cannot move it`);
        agent.emit(
          'adam',
          weights,
          training.gradients,
          training.firstMoments,
          training.secondMoments,
          plan.length,
          training.updates,
          agent.scalar(learningRate),
        );
      },
    });
