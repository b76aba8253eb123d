import { sizeOf } from '#core/shape.ts';
import type { Layer } from '#networks/plan.ts';
import { definitionOf, fuse, storageBetween } from '../layers/index.ts';
import { addressOf, floatsOf, paddedTo } from '../layers/padding.ts';
import type { Lowering, Place, TapeEntry } from '../lowering/lowering.ts';
import type { ProgramWriter } from '../program.ts';
import type { Storage, Value } from '../value.ts';

/** Part of a network's layers. */
type Part = 'whole' | 'encoder' | 'head';

/** A network's outputs by its plan, [rows × inputs] (and [rows × headInputs], `joined`) → [rows × outputs]. */
export const forward =
  (writer: ProgramWriter) =>
  (network: string, input: Value, joined?: Value): Value =>
    write(writer, 'forward', 'whole', network, input, joined ?? null);

/** A network's latent vectors, [rows × inputs] → [rows × latent]: the first part of `forward`. */
export const encode =
  (writer: ProgramWriter) =>
  (network: string, input: Value): Value =>
    write(writer, 'encode', 'encoder', network, input, null);

/** A network's outputs from latent vectors, its own or another's: the second part of `forward`. */
export const decode =
  (writer: ProgramWriter) =>
  (network: string, latent: Value): Value =>
    write(writer, 'decode', 'head', network, latent, null);

function write(
  writer: ProgramWriter,
  kind: string,
  part: Part,
  network: string,
  input: Value,
  joined: Value | null,
): Value {
  const side = part === 'encoder' ? 'latent' : 'outputs';
  const output = writer.value(input.rows, { network, side });
  writer.push({
    kind,
    pass: { network, input, joined },
    lower(agent) {
      const layers = layersOf(part, network, input, joined, agent);
      lowerLayers(agent, layers, network, input, joined, output);
    },
  });
  return output;
}

/** The layers of a part, once its inputs are known to fit. Throws a RangeError where they do not. */
function layersOf(
  part: Part,
  network: string,
  input: Value,
  joined: Value | null,
  agent: Lowering,
): readonly Layer[] {
  const { plan } = agent.network(network);
  const { layers, encoderLayers } = plan;
  if (part === 'encoder' && encoderLayers === 0)
    throw new RangeError(`network '${network}' has no encoder of its own`);
  if (part === 'head') agent.expectWidth(input, plan.latent, `latents of network '${network}'`);
  else agent.expectWidth(input, sizeOf(plan.inputs), `inputs of network '${network}'`);
  if (joined) agent.expectWidth(joined, plan.headInputs, `second inputs of network '${network}'`);
  else if (plan.headInputs > 0 && part !== 'encoder')
    throw new RangeError(`network '${network}' needs a second input of width ${plan.headInputs}`);
  const parts = {
    whole: layers,
    encoder: layers.slice(0, encoderLayers),
    head: layers.slice(encoderLayers),
  };
  return parts[part];
}

type Step = ReturnType<typeof fuse>[number];

/** Emits the pass through the layers. If the program goes back from the output, all it needs for that is kept. */
function lowerLayers(
  agent: Lowering,
  layers: readonly Layer[],
  name: string,
  input: Value,
  joined: Value | null,
  output: Value,
): void {
  const network = agent.network(name);
  const steps = fuse(layers);
  const kept = agent.keeps(output);
  const end = agent.place(output);
  const second = joined && agent.place(joined);
  const mark = agent.mark();
  const { rows } = end;
  const storages = steps.map(({ layer }, i) =>
    storageBetween(agent.images, layer, steps[i + 1]?.layer),
  );
  if (agent.images === 'f16' && !storages.includes('f16'))
    throw new RangeError(
      `network '${name}' has no images between layers that could be stored as 16-bit floats`,
    );
  const room = (i: number) =>
    rows * floatsOf(paddedTo(sizeOf((steps[i] as Step).layer.output)), storages[i] as Storage); // i < steps.length
  const widest = Math.max(...steps.map((_, i) => room(i)));
  const pair = kept ? [] : [agent.scratch(widest), agent.scratch(widest)];

  const tape: TapeEntry[] = [];
  let running = agent.place(input);
  steps.forEach(({ layer, fused }, i) => {
    const definition = definitionOf(layer);
    const width = sizeOf(layer.output);
    const stride = paddedTo(width);
    const before = steps[i - 1];
    const inPlace =
      kept &&
      layer.kind === 'activation' &&
      layer.activation !== 'gelu' &&
      before !== undefined &&
      !definitionOf(before.layer).readsOutput;
    const to: Place =
      i === steps.length - 1
        ? end
        : inPlace
          ? running
          : {
              address: addressOf(pair[i % 2] ?? agent.scratch(room(i)), storages[i] as Storage),
              rows,
              width,
              stride,
            };
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
