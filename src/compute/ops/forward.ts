import type { Recorder } from '../builder.ts';
import { lowerForward } from '../layers/index.ts';
import type { Value } from '../program.ts';
import type { OpDefinition } from './op.ts';

/** A whole network by its plan, [rows × inputs] (and [rows × headInputs]) → [rows × outputs]. */
export interface Forward {
  readonly kind: 'forward';
  readonly network: string;
  readonly input: Value;
  /** The network's second input, where its plan has one. */
  readonly joined: Value | null;
  readonly output: Value;
}

export function recordForward(
  recorder: Recorder,
  network: string,
  input: Value,
  joined: Value | null,
): Value {
  const output = recorder.value(input.rows, { network, side: 'outputs' });
  recorder.push({ kind: 'forward', network, input, joined, output });
  return output;
}

export const forward: OpDefinition<Forward> = {
  kind: 'forward',
  lower({ network, input, joined, output }, agent) {
    const { plan } = agent.network(network);
    agent.expectWidth(input, plan.inputs, `inputs of network '${network}'`);
    if (joined) agent.expectWidth(joined, plan.headInputs, `second inputs of network '${network}'`);
    else if (plan.headInputs > 0)
      throw new RangeError(`network '${network}' needs a second input of width ${plan.headInputs}`);
    lowerForward(agent, network, input, joined, output);
  },
};
