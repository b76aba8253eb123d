import type { ProgramWriter } from '../program.ts';
import type { Scalar, Value } from '../value.ts';

export interface TemporalDifferenceInputs {
  /** Q-values of the observations, online network, [B × K]. */
  readonly q: Value;
  /** Q-values of the next observations, target network, [B × K]. */
  readonly next: Value;
  /** Q-values of the next observations, online network, [B × K]: double Q-learning. */
  readonly best?: Value | undefined;
  /** Actions taken, 0 … K−1, [B × 1]. */
  readonly actions: Value;
  readonly rewards: Value;
  /** 1 where no value follows, [B × 1]. */
  readonly terminated: Value;
  readonly gamma: Scalar;
}

export interface TemporalDifferenceResult {
  /** dL/dq, [B × K]. */
  readonly gradient: Value;
  /** [1 × 1]. */
  readonly loss: Value;
  /** Mean of |q[a] − y|, [1 × 1]. */
  readonly error: Value;
  /** [B × 1]. */
  readonly tdTarget: Value;
}

/**
 * Mean squared TD error of a minibatch: L = mean of (q[a] − y)², y = r + γ (1 − terminated) next[a*], a* the greatest of
 * `next` (Mnih et al. 2015) or of `best` (van Hasselt et al. 2016).
 */
export const temporalDifference =
  (writer: ProgramWriter) =>
  (inputs: TemporalDifferenceInputs): TemporalDifferenceResult => {
    const { next, best, actions, rewards, terminated, gamma } = inputs;
    const { rows, width } = inputs.q;
    const result = {
      gradient: writer.value(rows, width),
      loss: writer.value(1, 1),
      error: writer.value(1, 1),
      tdTarget: writer.value(rows, 1),
    };
    writer.push({
      kind: 'temporalDifference',
      lower(agent) {
        const q = agent.place(inputs.q);
        for (const value of [next, best])
          if (value) agent.expectShape(value, q.rows, q.width, 'Q-values');
        for (const value of [actions, rewards, terminated])
          agent.expectShape(value, q.rows, 1, 'a transition');
        agent.emit(
          'temporalDifference',
          q.address,
          agent.place(next).address,
          best ? agent.place(best).address : 0,
          q.rows,
          q.width,
          q.stride,
          agent.place(actions).address,
          agent.place(rewards).address,
          agent.place(terminated).address,
          agent.scalar(gamma),
          agent.place(result.gradient).address,
          agent.place(result.loss).address,
          agent.place(result.error).address,
          agent.place(result.tdTarget).address,
        );
      },
    });
    return result;
  };
