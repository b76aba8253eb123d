import type { ProgramWriter } from '../program.ts';
import type { Scalar } from '../value.ts';

/** target ← τ · online + (1 − τ) · target, over the slab (Lillicrap et al. 2016). */
export const softUpdate =
  (writer: ProgramWriter) =>
  (target: string, online: string, tau: Scalar): void =>
    writer.push({
      kind: 'softUpdate',
      lower(agent) {
        const to = agent.network(target);
        const from = agent.network(online);
        if (to.plan.length !== from.plan.length)
          throw new RangeError(
            `network '${target}' of ${to.plan.length} floats cannot follow '${online}' of ${from.plan.length}`,
          );
        agent.emit('softUpdate', to.weights, from.weights, to.plan.length, agent.scalar(tau));
      },
    });
