/** Heritable traits of an agent besides its weights: the shape of its networks and its hyperparameters. */

export const ACTIVATIONS = [
  'relu',
  'elu',
  'gelu',
  'leakyRelu',
  'tanh',
  'sigmoid',
  'softplus',
  'softsign',
  'identity',
] as const;
export type Activation = (typeof ACTIVATIONS)[number];

/** Smallest and largest sizes that mutations may make of a module; all inclusive. */
export interface MlpLimits {
  readonly minLayers: number;
  readonly maxLayers: number;
  readonly minNodes: number;
  readonly maxNodes: number;
}

/** Traits of fully connected layers that mutations change. */
export interface MlpTraits {
  readonly kind: 'mlp';
  /** Filters of `FILTER_SIZE` squared that run over an image before all other layers; no mutation changes them. Absent: none. */
  readonly filters?: number;
  /** Width of each hidden layer. */
  readonly hidden: readonly number[];
  readonly activation: Activation;
  /** Absent where it is not known. */
  readonly outputActivation?: Activation;
}

/** Fully connected layers: per hidden layer dense → LayerNorm → activation, then dense → output activation. */
export interface MlpGenome extends MlpTraits {
  readonly outputActivation: Activation;
  /** LayerNorm with gain and shift after each hidden layer. */
  readonly layerNorm: boolean;
  /** LayerNorm without gain and shift after the output layer. */
  readonly outputLayerNorm: boolean;
  /** True when the output layer starts at a tenth of its size, so that first outputs are small. */
  readonly outputVanish: boolean;
  readonly limits: MlpLimits;
}

/** Pixels along a side of a filter: as long as the lines that win a game of four in a row. */
export const FILTER_SIZE = 4;

/** Kinds of evolvable modules. */
export type ModuleGenome = MlpGenome;
export type ModuleTraits = MlpTraits;

/** Traits of a network that mutations change. */
export interface NetworkTraits {
  readonly encoder: ModuleTraits;
  /** Width of the latent vector: the encoder's outputs, the head's inputs. */
  readonly latent: number;
  readonly head: ModuleTraits;
}

/** AgileRL's evolvable network: an encoder makes a latent vector of the observation, a head makes outputs of it. */
export interface NetworkGenome extends NetworkTraits {
  readonly encoder: ModuleGenome;
  readonly minLatent: number;
  readonly maxLatent: number;
  readonly head: ModuleGenome;
}

export interface Genome {
  /** Evaluation networks by name; a target network has the genome of its online network. */
  readonly networks: Readonly<Record<string, NetworkGenome>>;
  readonly hyperparameters: Readonly<Record<string, number>>;
}
