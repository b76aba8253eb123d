import type { ProgramWriter } from '../program.ts';
import type { Value } from '../value.ts';

/** Means and log standard deviations [rows × 2K] → the likeliest action within [−1, 1], [rows × K]. */
export const gaussianMode =
  (writer: ProgramWriter) =>
  (policy: Value, count: number): Value => {
    const actions = writer.value(policy.rows, count);
    writer.push({
      kind: 'gaussianMode',
      lower(agent) {
        agent.expectWidth(policy, 2 * count, 'means and log deviations');
        const from = agent.place(policy);
        const to = agent.place(actions);
        agent.emit(
          'gaussianMode',
          from.address,
          from.rows,
          count,
          from.stride,
          to.address,
          to.stride,
        );
      },
    });
    return actions;
  };
