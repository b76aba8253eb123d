import type { Recorder } from '../builder.ts';
import { CLIP_GRADIENT_NORM } from '../lowering/abi.ts';
import type { Scalar } from '../program.ts';
import type { OpDefinition } from './op.ts';

/** g ← g · min(1, m / (‖g‖ + 1e-6)) over the network's gradient slab (Pascanu et al. 2013, in PyTorch's form). */
export interface ClipGradientNorm {
  readonly kind: 'clipGradientNorm';
  readonly network: string;
  /** m. */
  readonly maximum: Scalar;
}

export function recordClipGradientNorm(recorder: Recorder, network: string, maximum: Scalar): void {
  recorder.push({ kind: 'clipGradientNorm', network, maximum });
}

export const clipGradientNorm: OpDefinition<ClipGradientNorm> = {
  kind: 'clipGradientNorm',
  lower({ network, maximum }, agent) {
    const { plan, training } = agent.network(network);
    if (!training)
      throw new RangeError(`network '${network}' is not trained, so it has no gradient to clip`);
    agent.emit(CLIP_GRADIENT_NORM, training.gradients, plan.length, agent.scalar(maximum));
  },
};
