import type { Lowering, Place } from '../lowering/lowering.ts';
import type { ProgramWriter } from '../program.ts';
import type { Rows, Value } from '../value.ts';

/*
 * Joint values, in which the numbers of several players stand side by side, taken apart and put together.
 */

/** Some columns of a joint value. */
interface Columns {
  readonly from: number;
  readonly width: number;
}

/** Columns from … from + width − 1 of a value, [rows × width]. */
export const columns =
  (writer: ProgramWriter) =>
  (value: Value, { from, width }: Columns): Value => {
    const output = writer.value(value.rows, width);
    writer.push({
      kind: 'columns',
      lower(agent) {
        const to = agent.place(output);
        copyBlock(agent, columnsAt(agent, value, from, width), to, to.rows, true);
      },
    });
    return output;
  };

/** Values of as many rows side by side, [rows × the sum of their widths]. */
export const beside =
  (writer: ProgramWriter) =>
  (...values: readonly Value[]): Value => {
    const [first] = values;
    if (!first) throw new RangeError('no values can stand side by side');
    const output = writer.value(first.rows, values.reduce(addWidth, 0));
    writer.push({
      kind: 'beside',
      lower(agent) {
        const to = agent.place(output);
        let column = 0;
        for (const value of values) {
          const part = agent.place(value);
          agent.expectShape(value, to.rows, part.width, 'a value beside another');
          const block = { ...to, address: to.address + 4 * column, width: part.width };
          copyBlock(agent, part, block, to.rows, column === 0);
          column += part.width;
        }
      },
    });
    return output;
  };

/**
 * Blocks of columns, each `width` wide, one below the other, [blocks · rows × width], so that an op serves several
 * players at once.
 */
export const stacked =
  (writer: ProgramWriter) =>
  (value: Value, blocks: readonly Columns[]): Value => {
    const [first] = blocks;
    if (!first) throw new RangeError('no columns can be stacked');
    const output = writer.value(times(value.rows, blocks.length), first.width);
    writer.push({
      kind: 'stacked',
      lower(agent) {
        const to = agent.place(output);
        const rows = to.rows / blocks.length;
        blocks.forEach(({ from }, i) => {
          const block = { ...to, address: to.address + 4 * i * rows * to.stride };
          copyBlock(agent, columnsAt(agent, value, from, first.width), block, rows, true);
        });
      },
    });
    return output;
  };

const times = (rows: Rows, count: number): Rows =>
  typeof rows === 'number' ? rows * count : { ...rows, times: (rows.times ?? 1) * count };

function addWidth(sum: number, { width }: Value): number {
  if (typeof width === 'number') return sum + width;
  throw new RangeError(
    `only values of a fixed width can stand side by side, not the ${width.side} of network '${width.network}'`,
  );
}

/** Place of some columns of a value. Throws a RangeError where it has no such columns. */
function columnsAt(agent: Lowering, value: Value, from: number, width: number): Place {
  const place = agent.place(value);
  if (from < 0 || from + width > place.width)
    throw new RangeError(
      `columns ${from} to ${from + width - 1} are not among the ${place.width} of a value`,
    );
  return { ...place, address: place.address + 4 * from, width };
}

/** `clears`: numbers beside the block in its rows, padding too, become 0. */
function copyBlock(agent: Lowering, from: Place, to: Place, rows: number, clears: boolean): void {
  agent.emit(
    'copyBlock',
    from.address,
    from.stride,
    to.address,
    to.stride,
    from.width,
    rows,
    clears ? 1 : 0,
  );
}
