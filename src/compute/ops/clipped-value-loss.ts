import type { Recorder } from '../builder.ts';
import { CLIPPED_VALUE } from '../lowering/abi.ts';
import type { Scalar, Value } from '../program.ts';
import type { OpDefinition } from './op.ts';

export interface ClippedValueLossInputs {
  /** The critic's outputs, [B × 1]. */
  readonly values: Value;
  /** What it put out when the rollout was made, [B × 1]. */
  readonly oldValues: Value;
  /** [B × 1]. */
  readonly returns: Value;
  readonly clip: Scalar;
  /** By which the gradient is multiplied, and the loss is not. */
  readonly coefficient: Scalar;
}

export interface ClippedValueLossResult {
  /** [B × 1]. */
  readonly gradient: Value;
  /** [1 × 1]. */
  readonly loss: Value;
}

/**
 * L = ½ mean max((V − R)², (V_old + clip(V − V_old, ±ε) − R)²): as the clipped surrogate, after OpenAI's baselines
 * (Dhariwal et al. 2017).
 */
export interface ClippedValueLoss extends ClippedValueLossInputs, ClippedValueLossResult {
  readonly kind: 'clippedValueLoss';
}

export function recordClippedValueLoss(
  recorder: Recorder,
  inputs: ClippedValueLossInputs,
): ClippedValueLossResult {
  const { rows, width } = inputs.values;
  const result = { gradient: recorder.value(rows, width), loss: recorder.value(1, 1) };
  recorder.push({ kind: 'clippedValueLoss', ...inputs, ...result });
  return result;
}

export const clippedValueLoss: OpDefinition<ClippedValueLoss> = {
  kind: 'clippedValueLoss',
  lower(op, agent) {
    const { address, rows } = agent.place(op.values);
    for (const value of [op.values, op.oldValues, op.returns])
      agent.expectShape(value, rows, 1, 'a value');
    agent.emit(
      CLIPPED_VALUE,
      address,
      agent.place(op.oldValues).address,
      agent.place(op.returns).address,
      rows,
      agent.scalar(op.clip),
      agent.scalar(op.coefficient),
      agent.place(op.gradient).address,
      agent.place(op.loss).address,
    );
  },
};
