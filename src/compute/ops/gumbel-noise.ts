import { PURPOSE, type Purpose } from '#core/random.ts';
import type { ProgramWriter } from '../program.ts';
import type { Rows, Value } from '../value.ts';

/**
 * [rows × width]: −ln(−ln u), u uniform in (0, 1) (Gumbel 1935). Added to logits it makes the greatest of them a draw
 * from their softmax, and the softmax of the sum a draw that has a gradient (Jang et al. 2017; Maddison et al. 2017).
 * Number i, row-major, takes word i, as the middle of its interval: (word + ½) / 2³².
 */
export const gumbelNoise =
  (writer: ProgramWriter) =>
  (rows: Rows, width: number, purpose: Purpose): Value => {
    const output = writer.value(rows, width);
    const ordinal = writer.ordinal(purpose);
    writer.push({
      kind: 'gumbelNoise',
      lower(agent) {
        const { address, rows: count, stride } = agent.place(output);
        agent.emit(
          'gumbelNoise',
          address,
          count,
          width,
          stride,
          agent.key,
          PURPOSE[purpose],
          ordinal,
        );
      },
    });
    return output;
  };
