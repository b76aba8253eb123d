import { PURPOSE } from '#core/random.ts';
import type { ProgramWriter } from '../program.ts';
import type { Rows, Value } from '../value.ts';
import { gatherRows } from './gather.ts';

/**
 * A minibatch from the shared replay buffer, [rows × width] per field: transitions drawn uniformly, with replacement,
 * among those remembered; row i of every field is the same transition; purpose `replay`. `widths` names the fields and
 * says how wide each is.
 */
export const sample =
  (writer: ProgramWriter) =>
  <F extends string>(
    widths: Readonly<Record<F, number>>,
    rows: Rows,
  ): Readonly<Record<F, Value>> => {
    const fields = {} as Record<F, Value>;
    for (const field in widths) fields[field] = writer.value(rows, widths[field]);
    const ordinal = writer.ordinal('replay');
    writer.push({
      kind: 'sample',
      samples: true,
      lower(agent) {
        const count = agent.rows(rows);
        const places = Object.entries<Value>(fields).map(([name, value]) => ({
          to: agent.place(value),
          from: agent.replayField(name, agent.place(value).width),
        }));
        const mark = agent.mark();
        const indices = agent.scratch(count);
        agent.emit(
          'drawIndices',
          agent.key,
          PURPOSE.replay,
          ordinal,
          agent.remembered,
          count,
          indices,
        );
        for (const { to, from } of places)
          gatherRows(agent, { address: from, stride: agent.transitionWidth }, indices, count, to);
        agent.release(mark);
      },
    });
    return fields;
  };
