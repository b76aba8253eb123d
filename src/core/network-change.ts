import { integer } from './field-makers.ts';
import type { NetworkTraits } from './genome.ts';
import { kindOf, moduleEntry } from './modules/index.ts';
import { WIDEST } from './modules/mlp.ts';
import type { Entry } from './modules/module-kind.ts';

/**
 * Place of a change in a network: 'online.head.hidden[1]' is entry 'hidden[1]' of the head of 'online', and
 * 'actor/speaker.latent' the latent width of the speaker's actor.
 */
export interface NetworkPlace {
  readonly network: string;
  /** Null: the latent vector. */
  readonly module: 'encoder' | 'head' | null;
  readonly name: string;
  readonly entry: Entry;
}

const LATENT: Entry = {
  family: 'architecture',
  name: 'latent width',
  thing: 'latent',
  values: integer(1, WIDEST),
  removable: false,
};

/** Null where a path is not about a network. */
export function placeOf(path: string): NetworkPlace | null {
  const [network = '', part, name, ...deeper] = path.split('.');
  if (deeper.length > 0 || !/^\w+(\/\w+)?$/.test(network)) return null;
  if (part === 'latent' && name === undefined)
    return { network, module: null, name: part, entry: LATENT };
  if ((part !== 'encoder' && part !== 'head') || name === undefined) return null;
  const entry = moduleEntry(name);
  return entry && { network, module: part, name, entry };
}

/** Finds an entry by the last part of a path, in whichever module it is; null where none has it. */
export const entryNamed = (name: string): Entry | null =>
  name === 'latent' ? LATENT : moduleEntry(name);

/** Returns the value at a place of a network; null where there is none. */
export function valueThere(network: NetworkTraits, { module, name }: NetworkPlace) {
  return module === null ? network.latent : kindOf(network[module]).value(network[module], name);
}

/** The network with another value at a place, null to take it away; null where that cannot be. */
export function withValueThere<N extends NetworkTraits>(
  network: N,
  { module, name }: NetworkPlace,
  to: number | string | null,
): N | null {
  if (module === null) return typeof to === 'number' ? { ...network, latent: to } : null;
  const changed = kindOf(network[module]).withValue(network[module], name, to);
  return changed && { ...network, [module]: changed };
}
