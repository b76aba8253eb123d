import type { Field, FieldValues } from '../field.ts';
import type { ModuleTraits } from '../genome.ts';
import type { NetworkConfig } from '../network-config.ts';

/**
 * One kind of module as data: its fields in a configuration, and what mutations may change of it. Its layers and its
 * methods of mutation stand in `networks/modules`, which the page does not load.
 */
export interface ModuleKind<T extends ModuleTraits> {
  /** Fields of a configuration: of the founders' encoders and heads, and of the limits of mutations. */
  readonly fields: {
    readonly encoder: readonly Field[];
    readonly head: readonly Field[];
    readonly limits: readonly Field[];
  };
  /** Finds an entry by its name, as 'hidden[1]'; null where no module of this kind has it. */
  entry(name: string): Entry | null;
  /** Returns the value of an entry; null where the module has none. */
  value(module: T, entry: string): number | string | null;
  /** The module with another value there, null to take it away; null where that cannot be. */
  withValue<M extends T>(module: M, entry: string, to: number | string | null): M | null;
  /** The configuration whose founders have such a module, its limits widened where they would shut it out. */
  configured(network: NetworkConfig, role: 'encoder' | 'head', module: T): NetworkConfig;
  /** Widths of its hidden layers, from the input to the output. */
  sizes(module: T): readonly number[];
}

/** Something in a network that a mutation may change. */
export interface Entry {
  readonly family: 'architecture' | 'activation';
  /** Name, such as 'hidden layer 2'. */
  readonly name: string;
  /** The same without its number. */
  readonly thing: string;
  readonly values: FieldValues;
  /** True when it may come and go, as a layer does. */
  readonly removable: boolean;
}
