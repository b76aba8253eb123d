import { PURPOSE } from '#core/random.ts';
import type { Recorder } from '../builder.ts';
import { SAMPLE_CATEGORICAL } from '../lowering/abi.ts';
import type { Value } from '../program.ts';
import type { OpDefinition } from './op.ts';

/** Actions drawn and the natural logarithms of their probabilities, both [rows × 1]. */
export interface CategoricalSample {
  readonly actions: Value;
  readonly logProbabilities: Value;
}

/**
 * Logits [rows × K] → an action per row, drawn with the probabilities softmax(logits). Row i draws word i: the first
 * action up to which the probabilities add up to more than the word as a number in [0, 1).
 */
export interface SampleCategorical extends CategoricalSample {
  readonly kind: 'sampleCategorical';
  readonly logits: Value;
  /** Position among the program's random ops of purpose `explore`. */
  readonly ordinal: number;
}

export function recordSampleCategorical(recorder: Recorder, logits: Value): CategoricalSample {
  const result = {
    actions: recorder.value(logits.rows, 1),
    logProbabilities: recorder.value(logits.rows, 1),
  };
  const ordinal = recorder.ordinal('explore');
  recorder.push({ kind: 'sampleCategorical', logits, ...result, ordinal });
  return result;
}

export const sampleCategorical: OpDefinition<SampleCategorical> = {
  kind: 'sampleCategorical',
  lower({ logits, actions, logProbabilities, ordinal }, agent) {
    const from = agent.place(logits);
    agent.emit(
      SAMPLE_CATEGORICAL,
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
};
