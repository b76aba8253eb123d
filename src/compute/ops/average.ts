import type { ProgramWriter } from '../program.ts';
import type { Value } from '../value.ts';

/**
 * Mean of a number, [1 × 1], over the runs of the program since the generation began, [1 × 2]: the mean, and of how many
 * runs it is. The result must have a name, by which the host reads it. Throws a RangeError where it has none.
 */
export const average =
  (writer: ProgramWriter) =>
  (value: Value): Value => {
    const mean = writer.value(1, 2, 'generation');
    writer.push({
      kind: 'average',
      lower(agent) {
        agent.expectShape(value, 1, 1, 'what is averaged');
        const { address } = agent.place(mean);
        if (address & 1) throw new RangeError('an average over the runs of a program needs a name');
        agent.emit('average', agent.place(value).address, address);
      },
    });
    return mean;
  };
