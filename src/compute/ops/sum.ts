import type { Recorder } from '../builder.ts';
import { SUM } from '../lowering/abi.ts';
import type { Value } from '../program.ts';
import type { OpDefinition } from './op.ts';

/** a + b, element by element: the gradient of what two networks read is the sum of both. */
export interface Sum {
  readonly kind: 'sum';
  readonly a: Value;
  readonly b: Value;
  readonly output: Value;
}

export function recordSum(recorder: Recorder, a: Value, b: Value): Value {
  const output = recorder.value(a.rows, a.width);
  recorder.push({ kind: 'sum', a, b, output });
  return output;
}

export const sum: OpDefinition<Sum> = {
  kind: 'sum',
  lower({ a, b, output }, agent) {
    const first = agent.place(a);
    agent.expectShape(b, first.rows, first.width, 'the second of a pair');
    agent.emit(
      SUM,
      first.address,
      agent.place(b).address,
      agent.place(output).address,
      first.rows * first.stride,
    );
  },
};
