import type { ProgramWriter } from '../program.ts';
import type { Value } from '../value.ts';

/**
 * Adds decay to a gradient: from that of L with respect to x, both [rows × width], makes that of L + c · mean of x²,
 * times 1 ÷ (1 + 2c ÷ elements), which Adam does not see. It takes the place of the gradient that is given.
 */
export const decayed =
  (writer: ProgramWriter) =>
  (gradient: Value, x: Value, coefficient: number): Value => {
    writer.push({
      kind: 'decayed',
      lower(agent) {
        const { address, rows, width, stride } = agent.place(gradient);
        agent.expectShape(x, rows, width, 'what decays');
        const slope = (2 * coefficient) / (rows * width);
        // (1 − τ) g + τ x = (1 − τ) (g + slope · x)
        const tau = slope / (1 + slope);
        agent.emit('softUpdate', address, agent.place(x).address, rows * stride, agent.scalar(tau));
      },
    });
    return gradient;
  };
