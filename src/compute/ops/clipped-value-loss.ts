import type { ProgramWriter } from '../program.ts';
import type { Scalar, Value } from '../value.ts';

export interface ClippedValueLossInputs {
  /** The critic's outputs, [B × 1]. */
  readonly values: Value;
  /** Values that it put out when the rollout was made, [B × 1]. */
  readonly oldValues: Value;
  /** [B × 1]. */
  readonly returns: Value;
  readonly clip: Scalar;
  /** Factor of the gradient, but not of the loss. */
  readonly coefficient: Scalar;
}

export interface ClippedValueLossResult {
  /** [B × 1]. */
  readonly gradient: Value;
  /** [1 × 1]. */
  readonly loss: Value;
}

/**
 * PPO's loss of the critic: L = ½ mean max((V − R)², (V_old + clip(V − V_old, ±ε) − R)²), clipped as the surrogate is,
 * after OpenAI's baselines (Dhariwal et al. 2017).
 */
export const clippedValueLoss =
  (writer: ProgramWriter) =>
  (inputs: ClippedValueLossInputs): ClippedValueLossResult => {
    const { values, oldValues, returns, clip, coefficient } = inputs;
    const result = { gradient: writer.value(values.rows, values.width), loss: writer.value(1, 1) };
    writer.push({
      kind: 'clippedValueLoss',
      lower(agent) {
        const { address, rows } = agent.place(values);
        for (const value of [values, oldValues, returns])
          agent.expectShape(value, rows, 1, 'a value');
        agent.emit(
          'clippedValue',
          address,
          agent.place(oldValues).address,
          agent.place(returns).address,
          rows,
          agent.scalar(clip),
          agent.scalar(coefficient),
          agent.place(result.gradient).address,
          agent.place(result.loss).address,
        );
      },
    });
    return result;
  };
