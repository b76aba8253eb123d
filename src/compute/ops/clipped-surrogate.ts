import type { Recorder } from '../builder.ts';
import { CLIPPED_CATEGORICAL, CLIPPED_GAUSSIAN } from '../lowering/abi.ts';
import type { Scalar, Value } from '../program.ts';
import type { OpDefinition } from './op.ts';

export interface ClippedSurrogateInputs {
  /** The policy's outputs: logits [B × K], or means and log standard deviations [B × 2K]. */
  readonly policy: Value;
  readonly distribution: 'categorical' | 'gaussian';
  /** Actions as they were drawn: 0 … K−1 [B × 1], or samples [B × K]. */
  readonly actions: Value;
  /** Log probabilities under the policy that drew them, [B × 1]. */
  readonly logProbabilities: Value;
  /** [B × 1]. */
  readonly advantages: Value;
  /** ε. */
  readonly clip: Scalar;
  readonly entropyCoefficient: Scalar;
}

export interface ClippedSurrogateResult {
  /** Of policy loss − coefficient · entropy with respect to the policy's outputs. */
  readonly gradient: Value;
  /** [1 × 1]. */
  readonly policyLoss: Value;
  /** Mean over the batch, [1 × 1]. */
  readonly entropy: Value;
  /** Mean of ρ − 1 − ln ρ, an estimate of KL(old ‖ new) (Schulman 2020, "Approximating KL divergence"), [1 × 1]. */
  readonly divergence: Value;
}

/**
 * L = −mean min(ρ A, clip(ρ, 1 − ε, 1 + ε) A), ρ = π(a) / π_old(a) (Schulman et al. 2017, equation 7), less the
 * entropy's share.
 */
export interface ClippedSurrogate extends ClippedSurrogateInputs, ClippedSurrogateResult {
  readonly kind: 'clippedSurrogate';
}

export function recordClippedSurrogate(
  recorder: Recorder,
  inputs: ClippedSurrogateInputs,
): ClippedSurrogateResult {
  const { rows, width } = inputs.policy;
  const result = {
    gradient: recorder.value(rows, width),
    policyLoss: recorder.value(1, 1),
    entropy: recorder.value(1, 1),
    divergence: recorder.value(1, 1),
  };
  recorder.push({ kind: 'clippedSurrogate', ...inputs, ...result });
  return result;
}

export const clippedSurrogate: OpDefinition<ClippedSurrogate> = {
  kind: 'clippedSurrogate',
  lower(op, agent) {
    const policy = agent.place(op.policy);
    const { rows, width } = policy;
    const gaussian = op.distribution === 'gaussian';
    for (const value of [op.logProbabilities, op.advantages])
      agent.expectShape(value, rows, 1, 'a step of a rollout');
    agent.expectShape(op.actions, rows, gaussian ? width / 2 : 1, 'actions');
    const actions = agent.place(op.actions);
    agent.emit(
      gaussian ? CLIPPED_GAUSSIAN : CLIPPED_CATEGORICAL,
      policy.address,
      rows,
      gaussian ? width / 2 : width,
      policy.stride,
      actions.address,
      ...(gaussian ? [actions.stride] : []),
      agent.place(op.logProbabilities).address,
      agent.place(op.advantages).address,
      agent.scalar(op.clip),
      agent.scalar(op.entropyCoefficient),
      agent.place(op.gradient).address,
      agent.place(op.policyLoss).address,
      agent.place(op.entropy).address,
      agent.place(op.divergence).address,
    );
  },
};
