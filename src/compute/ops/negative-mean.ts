import type { ProgramWriter } from '../program.ts';
import type { Value } from '../value.ts';

/**
 * L = −mean of a value [rows × 1], which an actor descends to climb its critic (Silver et al. 2014); loss [1 × 1]. Its
 * gradient, −1 / rows, [rows × 1].
 */
export const negativeMean =
  (writer: ProgramWriter) =>
  (value: Value): { readonly gradient: Value; readonly loss: Value } => {
    const gradient = writer.value(value.rows, 1);
    const loss = writer.value(1, 1);
    writer.push({
      kind: 'negativeMean',
      lower(agent) {
        const { address, rows } = agent.place(value);
        agent.expectWidth(value, 1, 'a value to climb');
        agent.emit(
          'negativeMean',
          address,
          agent.place(gradient).address,
          rows,
          agent.place(loss).address,
        );
      },
    });
    return { gradient, loss };
  };
