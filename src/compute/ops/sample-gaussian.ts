import { PURPOSE } from '#core/random.ts';
import type { ProgramWriter } from '../program.ts';
import type { Value } from '../value.ts';

interface GaussianSample {
  /** Actions given to the environment: the samples within [−1, 1], [rows × K]. */
  readonly actions: Value;
  /** Samples as they were drawn, [rows × K]. */
  readonly samples: Value;
  /** Natural logarithm of the samples' density, [rows × 1]. */
  readonly logProbabilities: Value;
}

/**
 * Means and, behind them, log standard deviations [rows × 2K] → K independent normal numbers per row; purpose
 * `explore`. Drawn by the method of core/random.ts: the i-th number of all, row by row, is made of words 2i and 2i + 1.
 */
export const sampleGaussian =
  (writer: ProgramWriter) =>
  (policy: Value, count: number): GaussianSample => {
    const { rows } = policy;
    const result = {
      actions: writer.value(rows, count),
      samples: writer.value(rows, count),
      logProbabilities: writer.value(rows, 1),
    };
    const ordinal = writer.ordinal('explore');
    writer.push({
      kind: 'sampleGaussian',
      lower(agent) {
        agent.expectWidth(policy, 2 * count, 'means and log deviations');
        const from = agent.place(policy);
        const to = agent.place(result.samples);
        agent.emit(
          'sampleGaussian',
          from.address,
          from.rows,
          count,
          from.stride,
          agent.place(result.actions).address,
          to.address,
          to.stride,
          agent.place(result.logProbabilities).address,
          agent.key,
          PURPOSE.explore,
          ordinal,
        );
      },
    });
    return result;
  };
