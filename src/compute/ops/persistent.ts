import type { ProgramWriter } from '../program.ts';
import type { Value } from '../value.ts';

/**
 * A value with its rows set to 0 where a flag, [rows × 1], is not 0: clears memories of an episode where another
 * begins.
 */
export const zeroWhere =
  (writer: ProgramWriter) =>
  (value: Value, flags: Value): Value => {
    const output = writer.value(value.rows, value.width);
    writer.push({
      kind: 'zeroWhere',
      lower(agent) {
        const { address, rows, stride } = agent.place(value);
        agent.expectShape(flags, rows, 1, 'flags of rows');
        const { address: flag, stride: apart } = agent.place(flags);
        agent.emit('copyUnless', address, flag, apart, agent.place(output).address, rows, stride);
      },
    });
    return output;
  };

/** state ← value, for the next run. Ops behind it read the new value. Throws a RangeError unless it is a state. */
export const assign =
  (writer: ProgramWriter) =>
  (state: Value, value: Value): void => {
    if (state.lasts !== 'lineage')
      throw new RangeError(`value ${state.id} is no state, so nothing can be assigned to it`);
    writer.push({
      kind: 'assign',
      lower(agent) {
        const { address, rows, width, stride } = agent.place(state);
        agent.expectShape(value, rows, width, 'what is assigned');
        agent.emit('copyUnless', agent.place(value).address, 0, 0, address, rows, stride);
      },
    });
  };
