import type { Recorder } from '../builder.ts';
import { lowerBackward } from '../layers/index.ts';
import type { Value } from '../program.ts';
import type { OpDefinition } from './op.ts';

/**
 * Back through a `forward`: from dL/d output, the gradient slab of the network, of a part its share (rows summed
 * up, in order) and, where asked, dL/d input and dL/d joined.
 */
export interface Backward {
  readonly kind: 'backward';
  readonly network: string;
  /** What the `forward` gave. */
  readonly result: Value;
  readonly gradient: Value;
  /** Whether the gradient slab is replaced. */
  readonly weights: boolean;
  readonly inputGradient: Value | null;
  readonly joinedGradient: Value | null;
}

export function recordBackward(
  recorder: Recorder,
  result: Value,
  gradient: Value,
  { weights, inputs }: { readonly weights: boolean; readonly inputs: boolean },
): { readonly input: Value; readonly joined: Value | null } {
  const made = recorder.maker(result);
  if (made?.kind !== 'forward')
    throw new RangeError(
      `value ${result.id} does not come from a forward pass, so there is no way back`,
    );
  const { network, input, joined } = made;
  const inputGradient = inputs ? recorder.value(input.rows, input.width) : null;
  const joinedGradient = inputs && joined ? recorder.value(joined.rows, joined.width) : null;
  recorder.push({
    kind: 'backward',
    network,
    result,
    gradient,
    weights,
    inputGradient,
    joinedGradient,
  });
  return { input: inputGradient ?? input, joined: joinedGradient };
}

export const backward: OpDefinition<Backward> = {
  kind: 'backward',
  lower(op, agent) {
    const { width } = agent.place(op.result);
    agent.expectWidth(op.gradient, width, `outputs of network '${op.network}'`);
    lowerBackward(agent, op);
  },
};
