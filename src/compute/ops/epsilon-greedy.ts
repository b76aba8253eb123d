import { PURPOSE } from '#core/random.ts';
import type { Recorder } from '../builder.ts';
import { EPSILON_GREEDY } from '../lowering/abi.ts';
import type { Value } from '../program.ts';
import type { OpDefinition } from './op.ts';

/**
 * [rows × K] → [rows × 1]: row i draws words 2i and 2i + 1. Where the first, as a number in [0, 1), lies below epsilon
 * the second picks the column, each equally likely; elsewhere it is the greatest, as of `argmax`.
 */
export interface EpsilonGreedy {
  readonly kind: 'epsilonGreedy';
  readonly q: Value;
  /** [1 × 1]. */
  readonly epsilon: Value;
  readonly output: Value;
  /** Position among the program's random ops of purpose `explore`. */
  readonly ordinal: number;
}

export function recordEpsilonGreedy(recorder: Recorder, q: Value, epsilon: Value): Value {
  const output = recorder.value(q.rows, 1);
  recorder.push({
    kind: 'epsilonGreedy',
    q,
    epsilon,
    output,
    ordinal: recorder.ordinal('explore'),
  });
  return output;
}

export const epsilonGreedy: OpDefinition<EpsilonGreedy> = {
  kind: 'epsilonGreedy',
  lower({ q, epsilon, output, ordinal }, agent) {
    agent.expectShape(epsilon, 1, 1, 'epsilon');
    const from = agent.place(q);
    const to = agent.place(output);
    agent.emit(
      EPSILON_GREEDY,
      from.address,
      from.rows,
      from.width,
      from.stride,
      to.address,
      to.stride,
      agent.place(epsilon).address,
      agent.key,
      PURPOSE.explore,
      ordinal,
    );
  },
};
