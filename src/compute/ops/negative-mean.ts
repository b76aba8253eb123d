import type { Recorder } from '../builder.ts';
import { NEGATIVE_MEAN } from '../lowering/abi.ts';
import type { Value } from '../program.ts';
import type { OpDefinition } from './op.ts';

/** L = −mean of a value, [rows × 1]: what an actor descends to climb its critic (Silver et al. 2014). */
export interface NegativeMean {
  readonly kind: 'negativeMean';
  readonly value: Value;
  /** dL/d value = −1 / rows. */
  readonly gradient: Value;
  /** [1 × 1]. */
  readonly loss: Value;
}

export function recordNegativeMean(
  recorder: Recorder,
  value: Value,
): { readonly gradient: Value; readonly loss: Value } {
  const gradient = recorder.value(value.rows, 1);
  const loss = recorder.value(1, 1);
  recorder.push({ kind: 'negativeMean', value, gradient, loss });
  return { gradient, loss };
}

export const negativeMean: OpDefinition<NegativeMean> = {
  kind: 'negativeMean',
  lower({ value, gradient, loss }, agent) {
    const { address, rows } = agent.place(value);
    agent.expectWidth(value, 1, 'a value to climb');
    agent.emit(
      NEGATIVE_MEAN,
      address,
      agent.place(gradient).address,
      rows,
      agent.place(loss).address,
    );
  },
};
