import type { Recorder } from '../builder.ts';
import { ADAM } from '../lowering/abi.ts';
import type { Scalar } from '../program.ts';
import type { OpDefinition } from './op.ts';

/**
 * Adam (Kingma and Ba 2015), β₁ 0.9, β₂ 0.999, ε 1e-8, in PyTorch's form: with m, v the moments and t the updates of
 * this agent's network, w ← w − α / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε).
 */
export interface Adam {
  readonly kind: 'adam';
  readonly network: string;
  readonly learningRate: Scalar;
}

export function recordAdam(recorder: Recorder, network: string, learningRate: Scalar): void {
  recorder.push({ kind: 'adam', network, learningRate });
}

export const adam: OpDefinition<Adam> = {
  kind: 'adam',
  lower({ network, learningRate }, agent) {
    const { plan, weights, training } = agent.network(network);
    if (!training)
      throw new RangeError(`network '${network}' is not trained, so Adam cannot move it`);
    agent.emit(
      ADAM,
      weights,
      training.gradients,
      training.firstMoments,
      training.secondMoments,
      plan.length,
      training.updates,
      agent.scalar(learningRate),
    );
  },
};
