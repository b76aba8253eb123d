import type { Activation, ModuleGenome } from '#core/genome.ts';
import type { Change } from '#core/lineage.ts';
import type { Draws } from '#core/random.ts';
import type { NetworkConfig } from '#core/run-config.ts';

/** Role of a module in a network. */
export type Role = 'encoder' | 'head';

/**
 * Construction of one kind of module: how it begins, is laid out and mutates; the same kind as data stands in
 * `core/modules`.
 */
export interface ModuleBuild<G extends ModuleGenome> {
  /** The module with which a run's founders begin; `layerNorm`: whether its place allows it. */
  found(role: Role, config: NetworkConfig, outputActivation: Activation, layerNorm: boolean): G;
  /** The module within the limits of a configuration. */
  limited(genome: G, config: NetworkConfig): G;
  /** Writes the layers from the running value to `outputs` features, tensors named under `scope`. */
  lay(genome: G, scope: string, outputs: number, layers: LayerWriter): void;
  readonly methods: readonly ModuleMethod<G>[];
  /** The activation that a mutation may replace; null: it has none. */
  activation(genome: G): Activation | null;
  /** The genome with another activation. */
  withActivation(genome: G, activation: Activation, role: Role): G;
}

/** Takes layers in the order of computation, each on the value that the one before leaves, and lays their tensors into the slab. */
export interface LayerWriter {
  dense(name: string, units: number, initialScale: number): void;
  /** Kernels of `size` × `size` pixels on an image, without padding. Throws a RangeError where there is none as large. */
  convolution(name: string, channels: number, size: number): void;
  /** Adds layer normalisation, with gain and shift under the name; without them where it is null. */
  layerNorm(name: string | null): void;
  /** Writes nothing for the identity. */
  activation(activation: Activation): void;
}

/** Layer methods change depth, node methods width. */
export type MethodType = 'layer' | 'node';

/** Choices drawn for a method, so that other networks can repeat it. */
export interface Drawn {
  /** Index of a hidden layer. */
  readonly layer: number;
  /** Units added or removed. */
  readonly amount: number;
}

/** One way in which a mutation changes a module's architecture. */
export interface ModuleMethod<G extends ModuleGenome> {
  /** Name, such as 'addNode'. */
  readonly name: string;
  readonly type: MethodType;
  /** Tells whether anything can be drawn that keeps the limits. */
  applies(genome: G): boolean;
  /** Draws among what keeps the limits; only called where the method applies. */
  draw(genome: G, draws: Draws): Drawn;
  /** Null where what was drawn would leave the limits. Paths of changes are relative to the module. */
  apply(genome: G, drawn: Drawn): Applied<G> | null;
}

export interface Applied<G> {
  readonly genome: G;
  readonly changes: readonly Change[];
}
