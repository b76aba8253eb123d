import type { ProgramWriter } from '../program.ts';
import type { Value } from '../value.ts';

/**
 * Puts numbers, [1 × 1] each, side by side into a row of a state; `row` [1 × 1], the last one where it is beyond. So
 * what many runs measure is read at once. Throws a RangeError unless it is a state.
 */
export const putRow =
  (writer: ProgramWriter) =>
  (state: Value, row: Value, numbers: readonly Value[]): void => {
    if (state.lasts !== 'lineage')
      throw new RangeError(`value ${state.id} is no state, so no row can be put into it`);
    writer.push({
      kind: 'putRow',
      lower(agent) {
        const to = agent.place(state);
        agent.expectShape(row, 1, 1, 'the number of a row');
        agent.expectWidth(state, numbers.length, 'numbers side by side');
        for (const [column, number] of numbers.entries()) {
          agent.expectShape(number, 1, 1, 'a number of a row');
          agent.emit(
            'putNumber',
            agent.place(number).address,
            agent.place(row).address,
            to.address + column * 4,
            to.rows,
            to.stride,
          );
        }
      },
    });
  };
