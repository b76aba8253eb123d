import type { Recorder } from '../builder.ts';
import { SOFT_UPDATE } from '../lowering/abi.ts';
import type { Scalar } from '../program.ts';
import type { OpDefinition } from './op.ts';

/** target ← τ · online + (1 − τ) · target, over the slab (Lillicrap et al. 2016). */
export interface SoftUpdate {
  readonly kind: 'softUpdate';
  readonly target: string;
  readonly online: string;
  readonly tau: Scalar;
}

export function recordSoftUpdate(
  recorder: Recorder,
  target: string,
  online: string,
  tau: Scalar,
): void {
  recorder.push({ kind: 'softUpdate', target, online, tau });
}

export const softUpdate: OpDefinition<SoftUpdate> = {
  kind: 'softUpdate',
  lower({ target, online, tau }, agent) {
    const to = agent.network(target);
    const from = agent.network(online);
    if (to.plan.length !== from.plan.length)
      throw new RangeError(
        `network '${target}' of ${to.plan.length} floats cannot follow '${online}' of ${from.plan.length}`,
      );
    agent.emit(SOFT_UPDATE, to.weights, from.weights, to.plan.length, agent.scalar(tau));
  },
};
