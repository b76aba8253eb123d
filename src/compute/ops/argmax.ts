import type { ProgramWriter } from '../program.ts';
import type { Value } from '../value.ts';

/** Per row the column of the greatest, the first of equals, [rows × K] → [rows × 1]. NaN counts as greatest. */
export const argmax =
  (writer: ProgramWriter) =>
  (input: Value): Value => {
    const output = writer.value(input.rows, 1);
    writer.push({
      kind: 'argmax',
      lower(agent) {
        const from = agent.place(input);
        const to = agent.place(output);
        agent.emit(
          'argmax',
          from.address,
          from.rows,
          from.width,
          from.stride,
          to.address,
          to.stride,
        );
      },
    });
    return output;
  };
