import { FILTER_SIZE, type MlpGenome } from '#core/genome.ts';
import type { Draws } from '#core/random.ts';
import type { NetworkConfig } from '#core/run-config.ts';
import type { Applied, Drawn, ModuleBuild, ModuleMethod } from './module-build.ts';

/** Units that one node mutation adds or removes (AgileRL's EvolvableMLP). */
const NODE_AMOUNTS = [16, 32, 64] as const;

/** Factor on the fresh weights of an output layer that starts small. */
const VANISHING = 0.1;

/** Fully connected layers. */
export const mlp: ModuleBuild<MlpGenome> = {
  /** AgileRL's: an encoder's outputs are normalised like its hidden layers, a head's first ones are small. */
  found: (role, config, outputActivation, layerNorm) => ({
    kind: 'mlp',
    ...(role === 'encoder' && config.filters ? { filters: config.filters } : {}),
    hidden: role === 'encoder' ? config.encoderHidden : config.headHidden,
    activation: config.activation,
    outputActivation,
    layerNorm,
    outputLayerNorm: role === 'encoder' && layerNorm,
    outputVanish: role === 'head',
    limits: limitsOf(config),
  }),
  limited: (genome, config) => ({ ...genome, limits: limitsOf(config) }),
  lay(genome, scope, outputs, layers) {
    if (genome.filters) {
      layers.convolution(`${scope}.filters`, genome.filters, FILTER_SIZE);
      layers.activation(genome.activation);
    }
    genome.hidden.forEach((width, i) => {
      const name = `${scope}.hidden[${i}]`;
      layers.dense(name, width, 1);
      if (genome.layerNorm) layers.layerNorm(name);
      layers.activation(genome.activation);
    });
    layers.dense(`${scope}.output`, outputs, genome.outputVanish ? VANISHING : 1);
    if (genome.outputLayerNorm) layers.layerNorm(null);
    layers.activation(genome.outputActivation);
  },
  methods: [addLayer(), removeLayer(), changeNodes('addNode', 1), changeNodes('removeNode', -1)],
  activation: (genome) => genome.activation,
  // AgileRL: an encoder's outputs take its hidden activation, a head's outputs keep theirs.
  withActivation: (genome, activation, role) => ({
    ...genome,
    activation,
    outputActivation: role === 'encoder' ? activation : genome.outputActivation,
  }),
};

function limitsOf({ minLayers, maxLayers, minNodes, maxNodes }: NetworkConfig) {
  return { minLayers, maxLayers, minNodes, maxNodes };
}

/** Appends a hidden layer as wide as the last. */
function addLayer(): ModuleMethod<MlpGenome> {
  const applies = ({ hidden, limits }: MlpGenome) =>
    hidden.length > 0 && hidden.length < limits.maxLayers;
  return {
    name: 'addLayer',
    type: 'layer',
    applies,
    draw: (genome) => ({ layer: genome.hidden.length, amount: genome.hidden.at(-1) ?? 0 }),
    apply(genome) {
      const width = genome.hidden.at(-1);
      if (width === undefined || !applies(genome)) return null;
      const path = `hidden[${genome.hidden.length}]`;
      return {
        genome: { ...genome, hidden: [...genome.hidden, width] },
        changes: [{ path, from: null, to: width }],
      };
    },
  };
}

/** Drops the last hidden layer. */
function removeLayer(): ModuleMethod<MlpGenome> {
  const applies = ({ hidden, limits }: MlpGenome) => hidden.length > Math.max(limits.minLayers, 1);
  return {
    name: 'removeLayer',
    type: 'layer',
    applies,
    draw: (genome) => ({ layer: genome.hidden.length - 1, amount: genome.hidden.at(-1) ?? 0 }),
    apply(genome) {
      const width = genome.hidden.at(-1);
      if (width === undefined || !applies(genome)) return null;
      const last = genome.hidden.length - 1;
      return {
        genome: { ...genome, hidden: genome.hidden.slice(0, last) },
        changes: [{ path: `hidden[${last}]`, from: width, to: null }],
      };
    },
  };
}

/** Widens or narrows one hidden layer. */
function changeNodes(name: string, direction: 1 | -1): ModuleMethod<MlpGenome> {
  const resized = (genome: MlpGenome, width: number, amount: number): number | null => {
    const size = width + direction * amount;
    return size >= genome.limits.minNodes && size <= genome.limits.maxNodes ? size : null;
  };
  const amounts = (genome: MlpGenome, width: number) =>
    NODE_AMOUNTS.filter((amount) => resized(genome, width, amount) !== null);
  return {
    name,
    type: 'node',
    applies: (genome) => genome.hidden.some((width) => amounts(genome, width).length > 0),
    draw(genome, draws): Drawn {
      const open = genome.hidden
        .map((width, layer) => ({ layer, amounts: amounts(genome, width) }))
        .filter((option) => option.amounts.length > 0);
      const { layer, amounts: fitting } = pick(open, draws);
      return { layer, amount: pick(fitting, draws) };
    },
    apply(genome, drawn): Applied<MlpGenome> | null {
      const layer = Math.min(drawn.layer, genome.hidden.length - 1);
      const width = genome.hidden[layer];
      const size = width === undefined ? null : resized(genome, width, drawn.amount);
      if (width === undefined || size === null) return null;
      return {
        genome: { ...genome, hidden: genome.hidden.with(layer, size) },
        changes: [{ path: `hidden[${layer}]`, from: width, to: size }],
      };
    },
  };
}

function pick<T>(options: readonly T[], draws: Draws): T {
  return options[draws.integer(options.length)] as T; // not empty where the method applies
}
