import type { Recorder } from '../builder.ts';
import { GAUSSIAN_MODE } from '../lowering/abi.ts';
import type { Value } from '../program.ts';
import type { OpDefinition } from './op.ts';

/** Means and log standard deviations [rows × 2K] → the likeliest action within [−1, 1], [rows × K]. */
export interface GaussianMode {
  readonly kind: 'gaussianMode';
  readonly policy: Value;
  /** K. */
  readonly count: number;
  readonly actions: Value;
}

export function recordGaussianMode(recorder: Recorder, policy: Value, count: number): Value {
  const actions = recorder.value(policy.rows, count);
  recorder.push({ kind: 'gaussianMode', policy, count, actions });
  return actions;
}

export const gaussianMode: OpDefinition<GaussianMode> = {
  kind: 'gaussianMode',
  lower({ policy, count, actions }, agent) {
    agent.expectWidth(policy, 2 * count, 'means and log deviations');
    const from = agent.place(policy);
    const to = agent.place(actions);
    agent.emit(GAUSSIAN_MODE, from.address, from.rows, count, from.stride, to.address, to.stride);
  },
};
