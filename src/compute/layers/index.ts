import { LANES, type Layer } from '#networks/plan.ts';
import { ACTIVATION_BACKWARD, IDENTITY, LEAKY_RELU, RELU } from '../lowering/abi.ts';
import type { Lowering, Place, TapeEntry } from '../lowering/lowering.ts';
import type { Backward } from '../ops/backward.ts';
import type { Value } from '../program.ts';
import { activation, activationNumber } from './activation.ts';
import { concat } from './concat.ts';
import { constants } from './constants.ts';
import { dense } from './dense.ts';
import type { LayerDefinition } from './layer.ts';
import { layerNorm } from './layer-norm.ts';

/** Every kind of layer that a plan may hold. */
const LAYERS: { readonly [K in Layer['kind']]: LayerDefinition<K> } = {
  dense,
  layerNorm,
  activation,
  concat,
  constants,
};

const definitionOf = (layer: Layer) => LAYERS[layer.kind] as LayerDefinition<Layer['kind']>;
const paddedTo = (width: number): number => Math.ceil(width / LANES) * LANES;

/** A pass through some of a network's layers, those that follow each other. */
interface Pass {
  readonly network: string;
  readonly layers: readonly Layer[];
  readonly input: Value;
  readonly joined: Value | null;
  readonly output: Value;
}

/** Emits a forward pass. If a `backward` of the program starts from the output, all it needs is kept. */
export function lowerForward(
  agent: Lowering,
  { network: name, layers, input, joined, output }: Pass,
): void {
  const network = agent.network(name);
  const steps = fuse(layers);
  const kept = agent.program.ops.some((op) => op.kind === 'backward' && op.result.id === output.id);
  const end = agent.place(output);
  const second = joined && agent.place(joined);
  const mark = agent.mark();
  const { rows } = end;
  const widest = Math.max(
    ...steps.map(({ layer }) => paddedTo(definitionOf(layer).outputs(layer))),
  );
  const pair = kept ? [] : [agent.scratch(rows * widest), agent.scratch(rows * widest)];

  const tape: TapeEntry[] = [];
  let running = agent.place(input);
  steps.forEach(({ layer, fused }, i) => {
    const definition = definitionOf(layer);
    const width = definition.outputs(layer);
    const stride = paddedTo(width);
    const inPlace = kept && i > 0 && layer.kind === 'activation' && layer.activation !== 'gelu';
    const to: Place =
      i === steps.length - 1
        ? end
        : inPlace
          ? running
          : { address: pair[i % 2] ?? agent.scratch(rows * stride), rows, width, stride };
    tape.push({
      layer,
      input: running,
      output: to,
      fused,
      kept: definition.forward(layer, {
        agent,
        network,
        input: running,
        joined: second,
        fused,
        kept,
        output: to,
      }),
    });
    running = to;
  });
  if (kept) agent.tapes.set(output.id, tape);
  else agent.release(mark);
}

/** Emits the way back through a forward pass. */
export function lowerBackward(agent: Lowering, op: Backward): void {
  const network = agent.network(op.network);
  const tape = agent.tapes.get(op.result.id) as readonly TapeEntry[]; // kept, since this op is in the program
  const end = op.inputGradient && agent.place(op.inputGradient);
  const joinedGradient = op.joinedGradient && agent.place(op.joinedGradient);
  const mark = agent.mark();
  const { rows } = agent.place(op.result);
  const widest = Math.max(...tape.flatMap(({ input, output }) => [input.stride, output.stride]));
  const pair = [agent.scratch(rows * widest), agent.scratch(rows * widest)] as const;

  let gradient = agent.place(op.gradient);
  let masked = false;
  let turn = 0;
  for (let i = tape.length - 1; i >= 0; i--) {
    const { layer, input, output, fused, kept } = tape[i] as TapeEntry; // i < tape.length
    if (fused !== IDENTITY && !masked) {
      const to = { ...gradient, address: pair[turn++ % 2] as number };
      agent.emit(
        ACTIVATION_BACKWARD,
        gradient.address,
        output.address,
        to.address,
        rows,
        output.stride,
        fused,
      );
      gradient = to;
    }
    const before = tape[i - 1];
    const masks = layer.kind === 'dense' && before?.fused === RELU;
    const inputGradient = i === 0 ? end : { ...input, address: pair[turn++ % 2] as number };
    definitionOf(layer).backward(layer, {
      agent,
      network,
      input,
      gradient,
      tape: kept,
      weights: op.weights,
      inputGradient,
      joinedGradient,
      mask: masks ? input.address : 0,
    });
    if (inputGradient) gradient = inputGradient;
    masked = masks;
  }
  agent.release(mark);
}

/** Layers with the cheap activations behind them taken in. */
function fuse(layers: readonly Layer[]): { readonly layer: Layer; readonly fused: number }[] {
  const steps: { layer: Layer; fused: number }[] = [];
  for (const layer of layers) {
    const last = steps.at(-1);
    if (layer.kind === 'activation') {
      const number = activationNumber(layer.activation);
      if (number === IDENTITY && last) continue;
      const takes = last?.layer.kind === 'dense' || last?.layer.kind === 'layerNorm';
      if (last && takes && last.fused === IDENTITY && (number === RELU || number === LEAKY_RELU)) {
        last.fused = number;
        continue;
      }
    }
    steps.push({ layer, fused: IDENTITY });
  }
  return steps;
}
