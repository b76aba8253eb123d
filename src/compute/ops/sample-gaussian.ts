import { PURPOSE } from '#core/random.ts';
import type { Recorder } from '../builder.ts';
import { SAMPLE_GAUSSIAN } from '../lowering/abi.ts';
import type { Value } from '../program.ts';
import type { OpDefinition } from './op.ts';

export interface GaussianSample {
  /** What the environment is given: the samples within [−1, 1], [rows × K]. */
  readonly actions: Value;
  /** What was drawn, [rows × K]. */
  readonly samples: Value;
  /** Natural logarithm of the samples' density, [rows × 1]. */
  readonly logProbabilities: Value;
}

/**
 * Means and, behind them, log standard deviations [rows × 2K] → K independent normal numbers per row, drawn by the
 * method of core/random.ts: the i-th number of all, row by row, is made of words 2i and 2i + 1.
 */
export interface SampleGaussian extends GaussianSample {
  readonly kind: 'sampleGaussian';
  readonly policy: Value;
  /** K. */
  readonly count: number;
  /** Position among the program's random ops of purpose `explore`. */
  readonly ordinal: number;
}

export function recordSampleGaussian(
  recorder: Recorder,
  policy: Value,
  count: number,
): GaussianSample {
  const { rows } = policy;
  const result = {
    actions: recorder.value(rows, count),
    samples: recorder.value(rows, count),
    logProbabilities: recorder.value(rows, 1),
  };
  const ordinal = recorder.ordinal('explore');
  recorder.push({ kind: 'sampleGaussian', policy, count, ...result, ordinal });
  return result;
}

export const sampleGaussian: OpDefinition<SampleGaussian> = {
  kind: 'sampleGaussian',
  lower({ policy, count, actions, samples, logProbabilities, ordinal }, agent) {
    agent.expectWidth(policy, 2 * count, 'means and log deviations');
    const from = agent.place(policy);
    const to = agent.place(samples);
    agent.emit(
      SAMPLE_GAUSSIAN,
      from.address,
      from.rows,
      count,
      from.stride,
      agent.place(actions).address,
      to.address,
      to.stride,
      agent.place(logProbabilities).address,
      agent.key,
      PURPOSE.explore,
      ordinal,
    );
  },
};
