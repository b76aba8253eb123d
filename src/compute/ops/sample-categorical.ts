import { PURPOSE } from '#core/random.ts';
import type { ProgramWriter } from '../program.ts';
import type { Value } from '../value.ts';

/** Actions drawn and the natural logarithms of their probabilities, both [rows × 1]. */
interface CategoricalSample {
  readonly actions: Value;
  readonly logProbabilities: Value;
}

/**
 * Logits [rows × K] → an action per row, drawn with the probabilities softmax(logits); purpose `explore`. Row i draws
 * word i: the first action up to which the probabilities add up to more than the word as a number in [0, 1). Logits that
 * lie 10⁸ below the greatest are masked: they are never drawn.
 */
export const sampleCategorical =
  (writer: ProgramWriter) =>
  (logits: Value): CategoricalSample => {
    const actions = writer.value(logits.rows, 1);
    const logProbabilities = writer.value(logits.rows, 1);
    const ordinal = writer.ordinal('explore');
    writer.push({
      kind: 'sampleCategorical',
      lower(agent) {
        const from = agent.place(logits);
        agent.emit(
          'sampleCategorical',
          from.address,
          from.rows,
          from.width,
          from.stride,
          agent.place(actions).address,
          agent.place(logProbabilities).address,
          agent.key,
          PURPOSE.explore,
          ordinal,
        );
      },
    });
    return { actions, logProbabilities };
  };
