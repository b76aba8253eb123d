import { CLAMPED_SUM, MINIMUM, SUM } from '../lowering/abi.ts';
import type { ProgramWriter } from '../program.ts';
import type { Value } from '../value.ts';

/**
 * An op that makes one value of two of its shape, element by element, by a kernel whose operands are the addresses of
 * both, of the output, and how many elements they have.
 */
const pairwise =
  (kind: string, opcode: number) =>
  (writer: ProgramWriter) =>
  (a: Value, b: Value): Value => {
    const output = writer.value(a.rows, a.width);
    writer.push({
      kind,
      lower(agent) {
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
    });
    return output;
  };

/** min(a, b), element by element: of two critics the more careful (Fujimoto et al. 2018, section 4.2). */
export const minimum = pairwise('minimum', MINIMUM);

/** a + b, element by element: the gradient of what two networks read is the sum of both. */
export const sum = pairwise('sum', SUM);

/** a + b, kept in [−1, 1], where actions live: an action and noise on it. */
export const clampedSum = pairwise('clampedSum', CLAMPED_SUM);
