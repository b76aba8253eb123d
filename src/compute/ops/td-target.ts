import type { Recorder } from '../builder.ts';
import { TD_TARGET } from '../lowering/abi.ts';
import type { Scalar, Value } from '../program.ts';
import type { OpDefinition } from './op.ts';

export interface TdTargetInputs {
  /** Values of what follows, [B × 1]. */
  readonly next: Value;
  readonly rewards: Value;
  /** 1 where no value follows, [B × 1]. */
  readonly terminated: Value;
  readonly gamma: Scalar;
}

/** y = r + γ (1 − terminated) · next, [B × 1] (Sutton 1988). */
export interface TdTarget extends TdTargetInputs {
  readonly kind: 'tdTarget';
  readonly output: Value;
}

export function recordTdTarget(recorder: Recorder, inputs: TdTargetInputs): Value {
  const output = recorder.value(inputs.next.rows, 1);
  recorder.push({ kind: 'tdTarget', ...inputs, output });
  return output;
}

export const tdTarget: OpDefinition<TdTarget> = {
  kind: 'tdTarget',
  lower({ next, rewards, terminated, gamma, output }, agent) {
    const { address, rows } = agent.place(next);
    for (const value of [next, rewards, terminated])
      agent.expectShape(value, rows, 1, 'a transition');
    agent.emit(
      TD_TARGET,
      address,
      agent.place(rewards).address,
      agent.place(terminated).address,
      agent.place(output).address,
      rows,
      agent.scalar(gamma),
    );
  },
};
