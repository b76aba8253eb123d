import type { Recorder } from '../builder.ts';
import { ARGMAX } from '../lowering/abi.ts';
import type { Value } from '../program.ts';
import type { OpDefinition } from './op.ts';

/** Per row the column of the greatest, the first of equals, [rows × K] → [rows × 1]. NaN counts as greatest. */
export interface Argmax {
  readonly kind: 'argmax';
  readonly input: Value;
  readonly output: Value;
}

export function recordArgmax(recorder: Recorder, input: Value): Value {
  const output = recorder.value(input.rows, 1);
  recorder.push({ kind: 'argmax', input, output });
  return output;
}

export const argmax: OpDefinition<Argmax> = {
  kind: 'argmax',
  lower({ input, output }, agent) {
    const from = agent.place(input);
    const to = agent.place(output);
    agent.emit(ARGMAX, from.address, from.rows, from.width, from.stride, to.address, to.stride);
  },
};
