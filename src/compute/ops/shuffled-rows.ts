import { PURPOSE } from '#core/random.ts';
import type { ProgramWriter } from '../program.ts';
import type { Rows, Value } from '../value.ts';
import { gatherRows } from './gather.ts';

/**
 * A minibatch of values that have as many rows as each other: row i of every field is the same row; purpose `shuffle`.
 * It is drawn from the first `filled` [1 × 1] of them, from 1 to all; the others are not read. An epoch goes through
 * these once, in an order drawn for it; its last minibatch is filled up with the first rows of that order. `update`
 * [1 × 1], how many updates were made from these values before, says which: the first ⌈filled / batch⌉ are the first
 * epoch.
 */
export const shuffledRows =
  (writer: ProgramWriter) =>
  <F extends string>(
    from: Readonly<Record<F, Value>>,
    rows: Rows,
    update: Value,
    filled: Value,
  ): Readonly<Record<F, Value>> => {
    const fields = {} as Record<F, Value>;
    for (const field in from) fields[field] = writer.value(rows, from[field].width);
    const ordinal = writer.ordinal('shuffle');
    writer.push({
      kind: 'shuffledRows',
      lower(agent) {
        agent.expectShape(update, 1, 1, 'the number of the update');
        agent.expectShape(filled, 1, 1, 'the number of rows that are filled');
        const count = agent.rows(rows);
        const places = Object.entries<Value>(from).map(([name, value]) => ({
          name,
          value,
          source: agent.place(value),
          to: agent.place(fields[name as F]),
        }));
        const [first] = places;
        if (!first) throw new RangeError('a minibatch needs at least one field');
        for (const { name, value, source } of places)
          agent.expectShape(value, first.source.rows, source.width, `'${name}'`);
        const mark = agent.mark();
        const indices = agent.scratch(count);
        agent.emit(
          'shuffledIndices',
          agent.key,
          PURPOSE.shuffle,
          ordinal,
          agent.place(update).address,
          agent.place(filled).address,
          count,
          indices,
        );
        for (const { source, to } of places) gatherRows(agent, source, indices, count, to);
        agent.release(mark);
      },
    });
    return fields;
  };
