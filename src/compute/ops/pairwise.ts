import type { KernelName } from '../lowering/kernel-names.ts';
import type { ProgramWriter } from '../program.ts';
import type { Value } from '../value.ts';

/**
 * An op that makes one value of two of its shape, element by element, by a kernel whose operands are the addresses of
 * both, of the output, and how many elements they have.
 */
const pairwise =
  (kernel: KernelName) =>
  (writer: ProgramWriter) =>
  (a: Value, b: Value): Value => {
    const output = writer.value(a.rows, a.width);
    writer.push({
      kind: kernel,
      lower(agent) {
        const first = agent.place(a);
        agent.expectShape(b, first.rows, first.width, 'the second of a pair');
        agent.emit(
          kernel,
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
export const minimum = pairwise('minimum');

/** a + b, element by element: the gradient of what two networks read is the sum of both. */
export const sum = pairwise('sum');

/** a + b, kept in [−1, 1], where actions live: an action and noise on it. */
export const clampedSum = pairwise('clampedSum');
