import type { Recorder } from '../builder.ts';
import { lowerForward } from '../layers/index.ts';
import type { Value } from '../program.ts';
import type { OpDefinition } from './op.ts';

/** Which of a network's layers are meant. */
export type Part = 'whole' | 'encoder' | 'head';

/**
 * A network by its plan, [rows × inputs] (and [rows × headInputs]) → [rows × outputs]; or its encoder, which leads to
 * [rows × latent]; or its head, which leads on from there.
 */
export interface Forward {
  readonly kind: 'forward';
  readonly network: string;
  readonly part: Part;
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
  part: Part = 'whole',
): Value {
  const side = part === 'encoder' ? 'latent' : 'outputs';
  const output = recorder.value(input.rows, { network, side });
  recorder.push({ kind: 'forward', network, part, input, joined, output });
  return output;
}

export const forward: OpDefinition<Forward> = {
  kind: 'forward',
  lower({ network, part, input, joined, output }, agent) {
    const { plan } = agent.network(network);
    const { layers, encoderLayers } = plan;
    if (part === 'encoder' && encoderLayers === 0)
      throw new RangeError(`network '${network}' has no encoder of its own`);
    if (part === 'head') agent.expectWidth(input, plan.latent, `latents of network '${network}'`);
    else agent.expectWidth(input, plan.inputs, `inputs of network '${network}'`);
    if (joined) agent.expectWidth(joined, plan.headInputs, `second inputs of network '${network}'`);
    else if (plan.headInputs > 0 && part !== 'encoder')
      throw new RangeError(`network '${network}' needs a second input of width ${plan.headInputs}`);
    const meant = {
      whole: layers,
      encoder: layers.slice(0, encoderLayers),
      head: layers.slice(encoderLayers),
    };
    lowerForward(agent, { network, layers: meant[part], input, joined, output });
  },
};
