import type { Layer } from '#networks/plan.ts';
import { definitionOf } from '../layers/index.ts';
import { addressOf, floatsOf, storageAt } from '../layers/padding.ts';
import { IDENTITY, RELU } from '../lowering/abi.ts';
import type { Lowering, Place, TapeEntry } from '../lowering/lowering.ts';
import type { ForwardPass, ProgramWriter } from '../program.ts';
import type { Value } from '../value.ts';

/** Gradients that are wanted of a way back. */
interface Wanted {
  /** True when the network's gradient slab (or the part's share of it) is replaced. */
  readonly weights: boolean;
  readonly inputGradient: Value | null;
  readonly joinedGradient: Value | null;
}

/**
 * Back through a forward pass: from dL/d result, the gradient with respect to the weights, which replaces the network's
 * gradient slab (or the part's share of it; rows are summed up in order).
 */
export const backward =
  (writer: ProgramWriter) =>
  (result: Value, gradient: Value): void =>
    write(writer, 'backward', result, gradient, {
      weights: true,
      inputGradient: null,
      joinedGradient: null,
    });

/** Does what `backward` does, and gives the gradient of the inputs; `weights: false` leaves the gradient slab alone. */
export const backwardInput =
  (writer: ProgramWriter) =>
  (
    result: Value,
    gradient: Value,
    { weights = true }: { readonly weights?: boolean } = {},
  ): { readonly input: Value; readonly joined: Value | null } => {
    const { input, joined } = passTo(writer, result);
    const inputGradient = writer.value(input.rows, input.width);
    const joinedGradient = joined && writer.value(joined.rows, joined.width);
    write(writer, 'backwardInput', result, gradient, { weights, inputGradient, joinedGradient });
    return { input: inputGradient, joined: joinedGradient };
  };

function write(
  writer: ProgramWriter,
  kind: string,
  result: Value,
  gradient: Value,
  wanted: Wanted,
): void {
  const { network } = passTo(writer, result);
  writer.keep(result);
  writer.push({
    kind,
    lower(agent) {
      const { width } = agent.place(result);
      agent.expectWidth(gradient, width, `outputs of network '${network}'`);
      lowerLayers(agent, network, result, gradient, wanted);
    },
  });
}

/** The forward pass that made a value. Throws a RangeError where none did. */
function passTo(writer: ProgramWriter, result: Value): ForwardPass {
  const pass = writer.maker(result)?.pass;
  if (!pass)
    throw new RangeError(
      `value ${result.id} does not come from a forward pass, so there is no way back`,
    );
  return pass;
}

/** Layers that go back through a ReLU before them as well. */
const MASKING: ReadonlySet<Layer['kind']> = new Set(['dense', 'maxPool']);

/** Emits the way back through the layers of a forward pass, from its last to its first. */
function lowerLayers(
  agent: Lowering,
  name: string,
  result: Value,
  outputGradient: Value,
  wanted: Wanted,
): void {
  const network = agent.network(name);
  const tape = agent.tapes.get(result.id) as readonly TapeEntry[]; // kept, as the program says
  const end = wanted.inputGradient && agent.place(wanted.inputGradient);
  const joinedGradient = wanted.joinedGradient && agent.place(wanted.joinedGradient);
  const mark = agent.mark();
  const { rows } = agent.place(result);
  const widest = Math.max(
    ...tape.flatMap(({ input, output }) =>
      [input, output].map(({ stride, address }) => floatsOf(stride, storageAt(address))),
    ),
  );
  const pair = [agent.scratch(rows * widest), agent.scratch(rows * widest)] as const;
  let turn = 0;
  /** Room for a gradient, stored as what it is the gradient of. */
  const like = (place: Place): Place => ({
    ...place,
    address: addressOf(pair[turn++ % 2] as number, storageAt(place.address)),
  });

  let gradient = agent.place(outputGradient);
  let masked = false;
  for (let i = tape.length - 1; i >= 0; i--) {
    const { layer, input, output, fused, kept } = tape[i] as TapeEntry; // i < tape.length
    if (fused !== IDENTITY && !masked) {
      const to = like(gradient);
      agent.emit(
        'activationBackward',
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
    const masks = MASKING.has(layer.kind) && before?.fused === RELU;
    const inputGradient = i === 0 ? end : like(input);
    definitionOf(layer).backward(layer, {
      agent,
      network,
      input,
      gradient,
      tape: kept,
      weights: wanted.weights,
      inputGradient,
      joinedGradient,
      mask: masks ? input.address : 0,
    });
    if (inputGradient) gradient = inputGradient;
    masked = masks;
  }
  agent.release(mark);
}
