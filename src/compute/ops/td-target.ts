import type { ProgramWriter } from '../program.ts';
import type { Scalar, Value } from '../value.ts';

interface TdTargetInputs {
  /** Values of what follows, [B × 1]. */
  readonly next: Value;
  readonly rewards: Value;
  /** 1 where no value follows, [B × 1]. */
  readonly terminated: Value;
  readonly gamma: Scalar;
}

/** y = r + γ (1 − terminated) · next, [B × 1] (Sutton 1988). */
export const tdTarget =
  (writer: ProgramWriter) =>
  ({ next, rewards, terminated, gamma }: TdTargetInputs): Value => {
    const output = writer.value(next.rows, 1);
    writer.push({
      kind: 'tdTarget',
      lower(agent) {
        const { address, rows } = agent.place(next);
        for (const value of [next, rewards, terminated])
          agent.expectShape(value, rows, 1, 'a transition');
        agent.emit(
          'tdTarget',
          address,
          agent.place(rewards).address,
          agent.place(terminated).address,
          agent.place(output).address,
          rows,
          agent.scalar(gamma),
        );
      },
    });
    return output;
  };
