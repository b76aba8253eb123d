import type { Recorder } from '../builder.ts';
import { MINIMUM } from '../lowering/abi.ts';
import type { Value } from '../program.ts';
import type { OpDefinition } from './op.ts';

/** min(a, b), element by element: of two critics the more careful (Fujimoto et al. 2018, section 4.2). */
export interface Minimum {
  readonly kind: 'minimum';
  readonly a: Value;
  readonly b: Value;
  readonly output: Value;
}

export function recordMinimum(recorder: Recorder, a: Value, b: Value): Value {
  const output = recorder.value(a.rows, a.width);
  recorder.push({ kind: 'minimum', a, b, output });
  return output;
}

export const minimum: OpDefinition<Minimum> = {
  kind: 'minimum',
  lower({ a, b, output }, agent) {
    const first = agent.place(a);
    agent.expectShape(b, first.rows, first.width, 'the second of a pair');
    agent.emit(
      MINIMUM,
      first.address,
      agent.place(b).address,
      agent.place(output).address,
      first.rows * first.stride,
    );
  },
};
