import type { ProgramWriter } from '../program.ts';
import type { Value } from '../value.ts';

/**
 * Q-values of a state's value, the first column, and the advantages of K actions, the others: Q(a) = V + A(a) − mean A
 * (Wang et al. 2016, equation 9), [rows × (1 + K)] → [rows × K].
 */
export const dueling =
  (writer: ProgramWriter) =>
  (input: Value, actions: number): Value => {
    const output = writer.value(input.rows, actions);
    writer.push({
      kind: 'dueling',
      lower(agent) {
        const from = agent.place(input);
        agent.expectWidth(input, actions + 1, 'a value and the advantages of actions');
        const to = agent.place(output);
        agent.emit(
          'duelingForward',
          from.address,
          to.address,
          from.rows,
          actions,
          from.stride,
          to.stride,
        );
      },
    });
    return output;
  };

/** The way back through `dueling`: dV = Σ dQ, dA(a) = dQ(a) − mean dQ, [rows × K] → [rows × (1 + K)]. */
export const duelingGradient =
  (writer: ProgramWriter) =>
  (gradient: Value, actions: number): Value => {
    const output = writer.value(gradient.rows, actions + 1);
    writer.push({
      kind: 'duelingGradient',
      lower(agent) {
        const from = agent.place(gradient);
        agent.expectWidth(gradient, actions, 'Q-values of actions');
        const to = agent.place(output);
        agent.emit(
          'duelingBackward',
          from.address,
          to.address,
          from.rows,
          actions,
          from.stride,
          to.stride,
        );
      },
    });
    return output;
  };
