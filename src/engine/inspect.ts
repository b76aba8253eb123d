import type { Genome } from '#core/genome.ts';
import { type NetworkShape, type Plan, planNetwork, type Tensor } from '#networks/plan.ts';
import { summarise } from '#networks/summary.ts';
import type { Connections, Individual, NetworkPicture } from '#protocol/messages.ts';
import { ENGINE_VERSION } from './catalog.ts';
import { evolutionContext } from './population.ts';
import type { RunState } from './state.ts';

/** Rows and columns of a dense layer that a picture shows at most. */
const MOST_SHOWN = 64;

/** Pictures of an agent's networks: layers by size and, of one that lives in a slot, strengths (slot −1: none). */
export async function pictureOf(
  state: RunState,
  genome: Genome,
  slot: number,
): Promise<readonly NetworkPicture[]> {
  const { shapes } = evolutionContext(state.config, state.environment, state.algorithm);
  const pictures: NetworkPicture[] = [];
  for (const [name, network] of Object.entries(genome.networks)) {
    const shape = shapes[name] as NetworkShape; // shapes has every declared network
    const { layers } = summarise(network, shape);
    const weights = slot < 0 ? null : await state.device.weights(slot, name);
    const connections = weights ? connectionsIn(planNetwork(network, shape), weights) : [];
    pictures.push({ name, layers, connections });
  }
  return pictures;
}

function connectionsIn(plan: Plan, slab: Float32Array): Connections[] {
  return plan.layers.flatMap((layer) =>
    layer.kind === 'dense' ? [pooled(layer.weights, slab)] : [],
  );
}

/**
 * |w|, the greatest of each block where there are more rows or columns than are shown. Weights that are not finite
 * count as 0.
 */
function pooled({ rows: inputs, columns: outputs, stride, offset }: Tensor, slab: Float32Array) {
  const rows = Math.min(inputs, MOST_SHOWN);
  const columns = Math.min(outputs, MOST_SHOWN);
  const strengths = new Float32Array(rows * columns);
  for (let i = 0; i < inputs; i++) {
    const row = Math.floor((i * rows) / inputs) * columns;
    for (let j = 0; j < outputs; j++) {
      const at = row + Math.floor((j * columns) / outputs);
      const strength = Math.abs(slab[offset + i * stride + j] as number); // inside the tensor
      if (strength > (strengths[at] as number) && strength < Infinity) strengths[at] = strength;
    }
  }
  return { inputs, outputs, rows, columns, strengths };
}

/** A copy of the agent in a slot, weights included. */
export async function individualOf(state: RunState, slot: number): Promise<Individual> {
  const { config, generation, algorithm, device } = state;
  const agent = state.agents[slot] as RunState['agents'][number]; // a slot of the population
  const weights: Record<string, Float32Array> = {};
  for (const { name } of algorithm.declaration.networks)
    weights[name] = (await device.weights(slot, name)).slice();
  return {
    engine: ENGINE_VERSION,
    environment: config.environment,
    algorithm: config.algorithm,
    genome: agent.genome,
    weights,
    agent: agent.id,
    generation,
    seed: config.seed,
  };
}
