import type { Recorder } from '../builder.ts';
import { TEMPORAL_DIFFERENCE } from '../lowering/abi.ts';
import type { Scalar, Value } from '../program.ts';
import type { OpDefinition } from './op.ts';

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
  /** [B × 1]. */
  readonly tdTarget: Value;
}

/**
 * L = mean over the batch of (q[a] − y)², y = r + γ (1 − terminated) next[a*], a* the greatest of `next` (Mnih et al.
 * 2015) or of `best` (van Hasselt et al. 2016).
 */
export interface TemporalDifference extends TemporalDifferenceInputs, TemporalDifferenceResult {
  readonly kind: 'temporalDifference';
}

export function recordTemporalDifference(
  recorder: Recorder,
  inputs: TemporalDifferenceInputs,
): TemporalDifferenceResult {
  const { rows, width } = inputs.q;
  const result = {
    gradient: recorder.value(rows, width),
    loss: recorder.value(1, 1),
    tdTarget: recorder.value(rows, 1),
  };
  recorder.push({ kind: 'temporalDifference', ...inputs, ...result });
  return result;
}

export const temporalDifference: OpDefinition<TemporalDifference> = {
  kind: 'temporalDifference',
  lower(op, agent) {
    const q = agent.place(op.q);
    for (const value of [op.next, op.best])
      if (value) agent.expectShape(value, q.rows, q.width, 'Q-values');
    for (const value of [op.actions, op.rewards, op.terminated])
      agent.expectShape(value, q.rows, 1, 'a transition');
    agent.emit(
      TEMPORAL_DIFFERENCE,
      q.address,
      agent.place(op.next).address,
      op.best ? agent.place(op.best).address : 0,
      q.rows,
      q.width,
      q.stride,
      agent.place(op.actions).address,
      agent.place(op.rewards).address,
      agent.place(op.terminated).address,
      agent.scalar(op.gamma),
      agent.place(op.gradient).address,
      agent.place(op.loss).address,
      agent.place(op.tdTarget).address,
    );
  },
};
