import type { Recorder } from '../builder.ts';
import { CLAMPED_SUM } from '../lowering/abi.ts';
import type { Value } from '../program.ts';
import type { OpDefinition } from './op.ts';

/** a + b, kept in [−1, 1]: an action and noise on it. */
export interface ClampedSum {
  readonly kind: 'clampedSum';
  readonly a: Value;
  readonly b: Value;
  readonly output: Value;
}

export function recordClampedSum(recorder: Recorder, a: Value, b: Value): Value {
  const output = recorder.value(a.rows, a.width);
  recorder.push({ kind: 'clampedSum', a, b, output });
  return output;
}

export const clampedSum: OpDefinition<ClampedSum> = {
  kind: 'clampedSum',
  lower({ a, b, output }, agent) {
    const first = agent.place(a);
    agent.expectShape(b, first.rows, first.width, 'the second of a pair');
    agent.emit(
      CLAMPED_SUM,
      first.address,
      agent.place(b).address,
      agent.place(output).address,
      first.rows * first.stride,
    );
  },
};
