import { choice, field, integer, widths } from '../field-makers.ts';
import { ACTIVATIONS, type Activation, FILTER_SIZE, type MlpTraits } from '../genome.ts';
import type { Entry, ModuleKind } from './module-kind.ts';

/** Hidden layers and their units at most, whatever a configuration allows. */
export const MOST_LAYERS = 6;
export const WIDEST = 512;

const HIDDEN = /^hidden\[(\d)\]$/;

/** Fully connected layers. */
// biome-ignore format: a field a line
export const mlp: ModuleKind<MlpTraits> = {
  fields: {
    encoder: [{ ...field('network.filters', 'Filters', `Patterns of ${FILTER_SIZE} × ${FILTER_SIZE} cells that the encoder looks for all over an observation that is an image, before its layers.`, 'network', integer(0, 128)), defaultValue: 0, image: true }, field('network.encoderHidden', 'Encoder layers', 'Width of each hidden layer between the observation and the latent vector.', 'network', widths(MOST_LAYERS, WIDEST))],
    head: [field('network.headHidden', 'Head layers', 'Width of each hidden layer between the latent vector and the outputs.', 'network', widths(MOST_LAYERS, WIDEST))],
    limits: [
      field('network.minLayers', 'Fewest layers', 'Mutations leave an encoder or head at least so many hidden layers.', 'network', integer(1, MOST_LAYERS)),
      field('network.maxLayers', 'Most layers', 'Mutations leave an encoder or head at most so many hidden layers.', 'network', integer(1, MOST_LAYERS)),
      field('network.minNodes', 'Narrowest layer', 'Mutations leave every hidden layer at least so wide.', 'network', integer(1, WIDEST)),
      field('network.maxNodes', 'Widest layer', 'Mutations leave every hidden layer at most so wide.', 'network', integer(1, WIDEST)),
    ],
  },
  entry(name): Entry | null {
    if (name === 'activation' || name === 'outputActivation') {
      const words = name === 'activation' ? 'activation' : 'output activation';
      return { family: 'activation', name: words, thing: words, values: choice(ACTIVATIONS), removable: false };
    }
    const layer = layerOf(name);
    return layer === null ? null : {
      family: 'architecture',
      name: `hidden layer ${layer + 1}`,
      thing: 'hidden layer',
      values: integer(1, WIDEST),
      removable: true,
    };
  },
  value(module, name) {
    if (name === 'activation' || name === 'outputActivation') return module[name] ?? null;
    return module.hidden[layerOf(name) ?? MOST_LAYERS] ?? null;
  },
  withValue(module, name, to) {
    const { hidden } = module;
    if (name === 'activation' || name === 'outputActivation')
      return module[name] === undefined ? null : { ...module, [name]: to as Activation };
    const layer = layerOf(name);
    if (layer === null || layer > hidden.length) return null;
    if (typeof to === 'number') return { ...module, hidden: [...hidden.slice(0, layer), to, ...hidden.slice(layer + 1)] };
    // only the last layer goes, and one stays
    return layer > 0 && layer === hidden.length - 1 ? { ...module, hidden: hidden.slice(0, layer) } : null;
  },
  configured: ({ filters, ...network }, role, { hidden, filters: own }) => ({
    ...network,
    ...((role === 'encoder' ? own : filters) && { filters: role === 'encoder' ? own : filters }),
    [role === 'encoder' ? 'encoderHidden' : 'headHidden']: hidden,
    minLayers: Math.min(network.minLayers, hidden.length),
    maxLayers: Math.max(network.maxLayers, hidden.length),
    minNodes: Math.min(network.minNodes, ...hidden),
    maxNodes: Math.max(network.maxNodes, ...hidden),
  }),
  sizes: ({ hidden }) => hidden,
};

/** Number of the hidden layer that goes by a name; null: no layer can. */
function layerOf(name: string): number | null {
  const layer = Number(HIDDEN.exec(name)?.[1] ?? MOST_LAYERS);
  return layer < MOST_LAYERS ? layer : null;
}
