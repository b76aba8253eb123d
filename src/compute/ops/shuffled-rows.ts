import { PURPOSE } from '#core/random.ts';
import type { Recorder } from '../builder.ts';
import { GATHER, SHUFFLED_INDICES } from '../lowering/abi.ts';
import type { Rows, Value } from '../program.ts';
import type { OpDefinition } from './op.ts';

/**
 * A minibatch of values that have as many rows as each other: row i of every field is the same row. An epoch goes
 * through all rows once, in an order drawn for it; its last minibatch is filled up with the first rows of that order.
 * The number of the update says which: the first ⌈rows / batch⌉ are the first epoch.
 */
export interface ShuffledRows {
  readonly kind: 'shuffledRows';
  readonly from: Readonly<Record<string, Value>>;
  readonly fields: Readonly<Record<string, Value>>;
  readonly rows: Rows;
  /** Number of the update since the rollout was made, [1 × 1]. */
  readonly update: Value;
  /** Position among the program's random ops of purpose `shuffle`. */
  readonly ordinal: number;
}

export function recordShuffledRows<F extends string>(
  recorder: Recorder,
  from: Readonly<Record<F, Value>>,
  rows: Rows,
  update: Value,
): Readonly<Record<F, Value>> {
  const fields = {} as Record<F, Value>;
  for (const field in from) fields[field] = recorder.value(rows, from[field].width);
  const ordinal = recorder.ordinal('shuffle');
  recorder.push({ kind: 'shuffledRows', from, fields, rows, update, ordinal });
  return fields;
}

export const shuffledRows: OpDefinition<ShuffledRows> = {
  kind: 'shuffledRows',
  lower({ from, fields, rows, update, ordinal }, agent) {
    agent.expectShape(update, 1, 1, 'the number of the update');
    const count = agent.rows(rows);
    const places = Object.entries(from).map(([name, value]) => ({
      source: agent.place(value),
      to: agent.place(fields[name] as Value), // a field for each
    }));
    const [first] = places;
    if (!first) throw new RangeError('a minibatch needs at least one field');
    for (const [name, value] of Object.entries(from))
      agent.expectShape(value, first.source.rows, agent.place(value).width, `'${name}'`);
    const mark = agent.mark();
    const indices = agent.scratch(count);
    agent.emit(
      SHUFFLED_INDICES,
      agent.key,
      PURPOSE.shuffle,
      ordinal,
      agent.place(update).address,
      first.source.rows,
      count,
      indices,
    );
    for (const { source, to } of places)
      agent.emit(
        GATHER,
        source.address,
        to.width,
        source.stride,
        indices,
        count,
        to.address,
        to.stride,
      );
    agent.release(mark);
  },
};
