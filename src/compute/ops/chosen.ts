import type { ProgramWriter } from '../program.ts';
import type { Value } from '../value.ts';

/**
 * Takes of each row the number in its column, such as the Q-value of the action taken: [rows × K], columns [rows × 1] →
 * [rows × 1].
 */
export const chosen =
  (writer: ProgramWriter) =>
  (values: Value, columns: Value): Value => {
    const output = writer.value(values.rows, 1);
    writer.push({
      kind: 'chosen',
      lower(agent) {
        const { address, rows, width, stride } = agent.place(values);
        agent.expectShape(columns, rows, 1, 'columns of rows');
        const column = agent.place(columns).address;
        agent.emit('takeColumn', address, column, agent.place(output).address, rows, width, stride);
      },
    });
    return output;
  };

/** The way back through `chosen`: the gradient [rows × 1] in each row's column, 0 elsewhere, as wide as the values. */
export const chosenGradient =
  (writer: ProgramWriter) =>
  (values: Value, columns: Value, gradient: Value): Value => {
    const output = writer.value(values.rows, values.width);
    writer.push({
      kind: 'chosenGradient',
      lower(agent) {
        const { address, rows, width, stride } = agent.place(output);
        for (const value of [columns, gradient])
          agent.expectShape(value, rows, 1, 'a row’s number');
        const [column, from] = [agent.place(columns).address, agent.place(gradient).address];
        agent.emit('putColumn', from, column, address, rows, width, stride);
      },
    });
    return output;
  };
