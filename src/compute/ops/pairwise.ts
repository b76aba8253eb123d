import type { Recorder } from '../builder.ts';
import type { Value } from '../program.ts';
import type { Op } from './index.ts';
import type { OpDefinition } from './op.ts';

/** An op that makes one value of two of its shape, element by element. */
export interface Pairwise<Kind extends string> {
  readonly kind: Kind;
  readonly a: Value;
  readonly b: Value;
  readonly output: Value;
}

type PairwiseKind = Extract<Op, Pairwise<string>>['kind'];

export function recordPair(recorder: Recorder, kind: PairwiseKind, a: Value, b: Value): Value {
  const output = recorder.value(a.rows, a.width);
  recorder.push({ kind, a, b, output });
  return output;
}

/** By a kernel whose operands are the addresses of both, of the output, and how many elements they have. */
export function pairwise<Kind extends string>(
  kind: Kind,
  opcode: number,
): OpDefinition<Pairwise<Kind>> {
  return {
    kind,
    lower({ a, b, output }, agent) {
      const first = agent.place(a);
      agent.expectShape(b, first.rows, first.width, 'the second of a pair');
      agent.emit(
        opcode,
        first.address,
        agent.place(b).address,
        agent.place(output).address,
        first.rows * first.stride,
      );
    },
  };
}
