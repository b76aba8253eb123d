import { PURPOSE } from '#core/random.ts';
import type { Recorder } from '../builder.ts';
import { DRAW_INDICES, GATHER } from '../lowering/abi.ts';
import type { Rows, Value } from '../program.ts';
import type { OpDefinition } from './op.ts';

/** A minibatch, [rows × width] per field: row i of every field is the same remembered transition. */
export interface Sample {
  readonly kind: 'sample';
  readonly rows: Rows;
  readonly fields: Readonly<Record<string, Value>>;
  /** Position among the program's random ops of purpose `replay`. */
  readonly ordinal: number;
}

export function recordSample<F extends string>(
  recorder: Recorder,
  widths: Readonly<Record<F, number>>,
  rows: Rows,
): Readonly<Record<F, Value>> {
  const fields = {} as Record<F, Value>;
  for (const field in widths) fields[field] = recorder.value(rows, widths[field]);
  recorder.push({ kind: 'sample', rows, fields, ordinal: recorder.ordinal('replay') });
  return fields;
}

export const sample: OpDefinition<Sample> = {
  kind: 'sample',
  lower({ rows, fields, ordinal }, agent) {
    const count = agent.rows(rows);
    const places = Object.entries(fields).map(([name, value]) => ({
      to: agent.place(value),
      from: agent.replayField(name, value),
    }));
    const mark = agent.mark();
    const indices = agent.scratch(count);
    agent.emit(DRAW_INDICES, agent.key, PURPOSE.replay, ordinal, agent.remembered, count, indices);
    for (const { to, from } of places)
      agent.emit(
        GATHER,
        from,
        to.width,
        agent.transitionWidth,
        indices,
        count,
        to.address,
        to.stride,
      );
    agent.release(mark);
  },
};
