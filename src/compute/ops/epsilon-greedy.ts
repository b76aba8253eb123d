import { PURPOSE } from '#core/random.ts';
import type { ProgramWriter } from '../program.ts';
import type { Value } from '../value.ts';

/**
 * Per row the greatest column or, with probability epsilon [1 × 1], any; purpose `explore`; [rows × K] → [rows × 1].
 * Row i draws words 2i and 2i + 1: where the first, as a number in [0, 1), lies below epsilon the second picks the
 * column, each equally likely; elsewhere it is the greatest, as of `argmax`.
 */
export const epsilonGreedy =
  (writer: ProgramWriter) =>
  (q: Value, epsilon: Value): Value => {
    const output = writer.value(q.rows, 1);
    const ordinal = writer.ordinal('explore');
    writer.push({
      kind: 'epsilonGreedy',
      lower(agent) {
        agent.expectShape(epsilon, 1, 1, 'epsilon');
        const from = agent.place(q);
        const to = agent.place(output);
        agent.emit(
          'epsilonGreedy',
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
    });
    return output;
  };
