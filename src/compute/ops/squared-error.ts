import type { Recorder } from '../builder.ts';
import { SQUARED_ERROR } from '../lowering/abi.ts';
import type { Value } from '../program.ts';
import type { OpDefinition } from './op.ts';

/** L = mean of (prediction − target)² over all elements; the target is held fixed. */
export interface SquaredError {
  readonly kind: 'squaredError';
  readonly prediction: Value;
  readonly target: Value;
  /** dL/d prediction = 2 (prediction − target) / elements. */
  readonly gradient: Value;
  /** [1 × 1]. */
  readonly loss: Value;
}

export function recordSquaredError(
  recorder: Recorder,
  prediction: Value,
  target: Value,
): { readonly gradient: Value; readonly loss: Value } {
  const gradient = recorder.value(prediction.rows, prediction.width);
  const loss = recorder.value(1, 1);
  recorder.push({ kind: 'squaredError', prediction, target, gradient, loss });
  return { gradient, loss };
}

export const squaredError: OpDefinition<SquaredError> = {
  kind: 'squaredError',
  lower({ prediction, target, gradient, loss }, agent) {
    const { address, rows, width, stride } = agent.place(prediction);
    agent.expectShape(target, rows, width, 'the target of a prediction');
    agent.emit(
      SQUARED_ERROR,
      address,
      agent.place(target).address,
      agent.place(gradient).address,
      rows,
      width,
      stride,
      agent.place(loss).address,
    );
  },
};
