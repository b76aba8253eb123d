import type { Activation, MlpGenome, NetworkGenome } from '#core/genome.ts';
import type { Plan, Tensor } from '#networks/plan.ts';
import type { Chain, ChainFilters, ChainLayer } from '#tfjs/chain.ts';

/**
 * A chain of dense layers as an evolvable network: the layers before one of them are its encoder, that one makes the
 * latent vector, those behind it are its head. Where a chain is too short for that, or its layers change in its middle,
 * an identity layer is put in, which computes nothing and may learn to. Filters over an image stay before its encoder.
 */
export interface AdoptedNetwork {
  readonly genome: NetworkGenome & { readonly encoder: MlpGenome; readonly head: MlpGenome };
  /** Layers in the order of computation, identity layers included. */
  readonly layers: readonly ChainLayer[];
  readonly filters: ChainFilters | null;
}

const MOST_HIDDEN = 6;
/** Limits as wide and as deep as networks can be; a run narrows them to its own. */
const LIMITS = { minLayers: 1, maxLayers: MOST_HIDDEN, minNodes: 1, maxNodes: 512 };

/** Throws a RangeError that says why no network here can be as the chain is. */
export function adoptNetwork({ filters, layers }: Chain): AdoptedNetwork {
  const hidden = layers.slice(0, -1);
  const output = layers.at(-1) as ChainLayer; // a chain has layers
  if (hidden.length === 0)
    throw new RangeError(
      'it has one dense layer; a network here has at least one hidden layer, too',
    );
  if (output.norm)
    throw new RangeError(`its last layer, “${output.name}”, is normalised; outputs must not be`);
  // Filters are activated as the encoder's hidden layers are.
  const isFiltered = ({ encoder }: Parts) =>
    !filters || encoder[0]?.activation === filters.activation;
  const evolvable = partings(hidden).filter(isEvolvable);
  const parts = evolvable.find(isFiltered);
  if (filters && evolvable.length > 0 && !parts)
    throw new RangeError(
      `the activation of its filters, “${filters.name}”, is ${filters.activation}; it must be that of the hidden layers behind them, ${evolvable[0]?.encoder[0]?.activation}`,
    );
  if (!parts)
    throw new RangeError(
      `its hidden layers are [${hidden.map(inWords).join(', ')}]; those before some layer must be alike in activation and normalisation, and those behind it too, ${MOST_HIDDEN} at most on either side`,
    );
  const { encoder, latent, head } = parts;
  return {
    genome: {
      encoder: {
        ...moduleOf(encoder),
        ...(filters && { filters: filters.outputs }),
        outputActivation: latent.activation,
        outputLayerNorm: latent.norm !== null,
        outputVanish: false,
      },
      latent: latent.outputs,
      minLatent: 1,
      maxLatent: LIMITS.maxNodes,
      head: {
        ...moduleOf(head),
        outputActivation: output.activation,
        outputLayerNorm: false,
        outputVanish: true,
      },
    },
    layers: [...encoder, latent, ...head, output],
    filters,
  };
}

/** The numbers of an adopted network as its plan lays them out. */
export function slabOf({ layers, filters }: AdoptedNetwork, plan: Plan): Float32Array {
  const slab = new Float32Array(plan.length);
  const put = ({ rows, columns, stride, offset }: Tensor, values: Float32Array) => {
    for (let row = 0; row < rows; row++)
      slab.set(values.subarray(row * columns, (row + 1) * columns), offset + row * stride);
  };
  let next = 0;
  let here: ChainLayer | undefined;
  for (const layer of plan.layers) {
    if (layer.kind === 'convolution' && filters) {
      put(layer.weights, filters.weights);
      if (layer.biases) put(layer.biases, filters.biases);
    } else if (layer.kind === 'dense') {
      here = layers[next++];
      if (here) put(layer.weights, here.weights);
      if (here) put(layer.biases, here.biases);
    } else if (layer.kind === 'layerNorm') {
      if (layer.gain) put(layer.gain, here?.norm?.gain ?? filled(layer.gain.columns, 1));
      if (layer.shift) put(layer.shift, here?.norm?.shift ?? filled(layer.shift.columns, 0));
    } else if (layer.kind === 'constants')
      put(layer.constants, filled(layer.constants.columns, layer.initial));
  }
  return slab;
}

interface Parts {
  readonly encoder: readonly ChainLayer[];
  readonly latent: ChainLayer;
  readonly head: readonly ChainLayer[];
}

/** Every way to part hidden layers, the best first: as they are, from the middle out; then with identity layers. */
function partings(hidden: readonly ChainLayer[]): Parts[] {
  const middle = (hidden.length - 1) / 2;
  const fromMiddle = (a: number, b: number) => Math.abs(a - middle) - Math.abs(b - middle);
  const places = Array.from(hidden.keys()).sort(fromMiddle);
  const asTheyAre = places.map((at) => ({
    encoder: hidden.slice(0, at),
    latent: hidden[at] as ChainLayer, // one of its places
    head: hidden.slice(at + 1),
  }));
  const between = places.map((at) => ({
    encoder: hidden.slice(0, at),
    latent: identity(hidden[at - 1] ?? (hidden[0] as ChainLayer), 'identity'),
    head: hidden.slice(at),
  }));
  const [only] = hidden;
  if (!only || hidden.length > 1) return [...asTheyAre, ...between];
  // A ReLU leaves the outputs of a ReLU as they are.
  const kept = only.activation === 'relu' ? 'relu' : 'identity';
  return [{ encoder: [only], latent: identity(only, 'identity'), head: [identity(only, kept)] }];
}

function isEvolvable({ encoder, latent, head }: Parts): boolean {
  const fits = (layers: readonly ChainLayer[]) =>
    layers.length >= 1 &&
    layers.length <= MOST_HIDDEN &&
    layers.every(
      ({ activation, norm }) =>
        activation === layers[0]?.activation && (norm === null) === (layers[0].norm === null),
    );
  const { norm } = latent; // a latent vector's has neither gain nor shift
  return fits(encoder) && fits(head) && !norm?.gain && !norm?.shift;
}

/** A layer that gives the outputs of another as they are. */
function identity({ name, outputs }: ChainLayer, activation: Activation): ChainLayer {
  const weights = new Float32Array(outputs * outputs);
  for (let i = 0; i < outputs; i++) weights[i * (outputs + 1)] = 1;
  const biases = new Float32Array(outputs);
  return { name, inputs: outputs, outputs, weights, biases, norm: null, activation };
}

function moduleOf(
  layers: readonly ChainLayer[],
): Omit<MlpGenome, 'outputActivation' | 'outputLayerNorm' | 'outputVanish'> {
  return {
    kind: 'mlp',
    hidden: layers.map(({ outputs }) => outputs),
    activation: layers[0]?.activation ?? 'identity',
    layerNorm: (layers[0]?.norm ?? null) !== null,
    limits: LIMITS,
  };
}

const inWords = ({ outputs, norm, activation }: ChainLayer): string =>
  `${outputs} ${norm ? 'LayerNorm ' : ''}${activation}`;

const filled = (length: number, value: number) => new Float32Array(length).fill(value);
