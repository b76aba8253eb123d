import type { ModuleGenome, NetworkGenome } from '#core/genome.ts';
import { kindOf } from '#core/modules/index.ts';
import { sizeOf } from '#core/shape.ts';
import { type Layer, type NetworkShape, planNetwork } from './plan.ts';

/** A layer as a picture of the network shows it. */
interface PicturedLayer {
  /** Label, such as 'encoder hidden 1'. */
  readonly label: string;
  readonly size: number;
}

/** Data for a picture of a network: its layers from inputs to outputs, and how many trainable numbers it has. */
interface NetworkSummary {
  readonly layers: readonly PicturedLayer[];
  readonly parameters: number;
}

export function summarise(genome: NetworkGenome, shape: NetworkShape): NetworkSummary {
  const { encoder, latent, head } = genome;
  const { layers, parameters } = planNetwork(genome, shape);
  const within = (part: string, module: ModuleGenome) =>
    kindOf(module)
      .sizes(module)
      .map((size, i) => ({ label: `${part} hidden ${i + 1}`, size }));
  return {
    layers: [
      ...(shape.headOnly
        ? []
        : [firstLayer(encoder, shape, layers[0]), ...within('encoder', encoder)]),
      { label: shape.headOnly ? 'shared latent' : 'latent', size: latent },
      ...(shape.headInputs > 0 ? [{ label: 'action', size: shape.headInputs }] : []),
      ...within('head', head),
      // learned log deviations are no layer: nothing leads to them
      { label: 'output', size: shape.outputs - (shape.logDeviations?.count ?? 0) },
    ],
    parameters,
  };
}

/** Returns the inputs of the first dense layer: the observation, or the output of the filters. */
const firstLayer = ({ filters }: ModuleGenome, { inputs }: NetworkShape, first?: Layer) =>
  filters && first
    ? { label: 'filtered observation', size: sizeOf(first.output) }
    : { label: 'observation', size: sizeOf(inputs) };
