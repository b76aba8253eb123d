import type { ProgramWriter } from '../program.ts';
import type { Scalar, Value } from '../value.ts';

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
  /** Gradient of policy loss − coefficient · entropy with respect to the policy's outputs. */
  readonly gradient: Value;
  /** [1 × 1]. */
  readonly policyLoss: Value;
  /** Mean over the batch, [1 × 1]. */
  readonly entropy: Value;
  /** Mean of ρ − 1 − ln ρ, an estimate of KL(old ‖ new) (Schulman 2020, "Approximating KL divergence"), [1 × 1]. */
  readonly divergence: Value;
}

/**
 * PPO's loss of the policy: L = −mean min(ρ A, clip(ρ, 1 − ε, 1 + ε) A), ρ = π(a) / π_old(a) (Schulman et al. 2017,
 * equation 7), less the entropy's share.
 */
export const clippedSurrogate =
  (writer: ProgramWriter) =>
  (inputs: ClippedSurrogateInputs): ClippedSurrogateResult => {
    const result = {
      gradient: writer.value(inputs.policy.rows, inputs.policy.width),
      policyLoss: writer.value(1, 1),
      entropy: writer.value(1, 1),
      divergence: writer.value(1, 1),
    };
    writer.push({
      kind: 'clippedSurrogate',
      lower(agent) {
        const policy = agent.place(inputs.policy);
        const { rows, width } = policy;
        const gaussian = inputs.distribution === 'gaussian';
        for (const value of [inputs.logProbabilities, inputs.advantages])
          agent.expectShape(value, rows, 1, 'a step of a rollout');
        agent.expectShape(inputs.actions, rows, gaussian ? width / 2 : 1, 'actions');
        const actions = agent.place(inputs.actions);
        agent.emit(
          gaussian ? 'clippedGaussian' : 'clippedCategorical',
          policy.address,
          rows,
          gaussian ? width / 2 : width,
          policy.stride,
          actions.address,
          ...(gaussian ? [actions.stride] : []),
          agent.place(inputs.logProbabilities).address,
          agent.place(inputs.advantages).address,
          agent.scalar(inputs.clip),
          agent.scalar(inputs.entropyCoefficient),
          agent.place(result.gradient).address,
          agent.place(result.policyLoss).address,
          agent.place(result.entropy).address,
          agent.place(result.divergence).address,
        );
      },
    });
    return result;
  };
