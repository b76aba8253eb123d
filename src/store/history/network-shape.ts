import type { NetworkDeclaration } from '#core/algorithm.ts';
import type { Genome, NetworkTraits } from '#core/genome.ts';
import type { Change } from '#core/lineage.ts';
import { kindOf } from '#core/modules/index.ts';
import { placeOf, withValueThere } from '#core/network-change.ts';
import type { NetworkConfig } from '#core/run-config.ts';
import type { Cell, History } from './history.ts';
import { recipeTo } from './recipe.ts';

/** Size of a layer now and before a change. */
export interface LayerDifference {
  readonly label: string;
  /** Null: removed. */
  readonly size: number | null;
  /** Null: added. */
  readonly before: number | null;
}

/** Shape of a network as a run's founders have it. */
export function founderShape(network: NetworkConfig): NetworkTraits {
  const { encoderHidden, headHidden, latent, activation } = network;
  return {
    encoder: { kind: 'mlp', hidden: encoderHidden, activation },
    latent,
    head: { kind: 'mlp', hidden: headHidden, activation },
  };
}

/** Returns a network as a run's founders have it: an encoder of one layer, where it is declared so. */
export const foundedAs = (
  { flatEncoder }: Pick<NetworkDeclaration, 'flatEncoder'>,
  network: NetworkConfig,
): NetworkConfig => (flatEncoder ? { ...network, encoderHidden: [] } : network);

export const genomeShape = (genome: Genome, policy: string): NetworkTraits | null =>
  genome.networks[policy] ?? null;

/** The network after (or, backwards, before) changes; those of other networks, or that cannot be, are passed over. */
export function applyChanges(
  network: NetworkTraits,
  changes: readonly Change[],
  policy: string,
  direction: 'forwards' | 'backwards' = 'forwards',
): NetworkTraits {
  const ordered = direction === 'forwards' ? changes : [...changes].reverse();
  return ordered.reduce((now, { path, from, to }) => {
    const place = placeOf(path);
    if (place?.network !== policy) return now;
    return withValueThere(now, place, direction === 'forwards' ? to : from) ?? now;
  }, network);
}

/** Layers from the observation to the output, each with its size before. */
export function layerDifferences(
  now: NetworkTraits,
  before: NetworkTraits,
  inputs: number,
  outputs: number,
): LayerDifference[] {
  const hidden = (label: string, sizes: readonly number[], old: readonly number[]) =>
    Array.from({ length: Math.max(sizes.length, old.length) }, (_, i) => ({
      label: `${label} ${i + 1}`,
      size: sizes[i] ?? null,
      before: old[i] ?? null,
    }));
  return [
    { label: 'input', size: inputs, before: inputs },
    ...hidden('encoder', sizesOf(now.encoder), sizesOf(before.encoder)),
    { label: 'latent', size: now.latent, before: before.latent },
    ...hidden('head', sizesOf(now.head), sizesOf(before.head)),
    { label: 'output', size: outputs, before: outputs },
  ];
}

/** An agent's network by the mutations from its founder on: also of one that is long gone. */
export function shapeOf(
  history: History,
  cell: Cell,
  network: string,
  founder: NetworkConfig,
): NetworkTraits {
  return recipeTo(history, cell).reduce(
    (shape, { mutation }) => applyChanges(shape, mutation.changes, network),
    founderShape(founder),
  );
}

const sizesOf = (module: NetworkTraits['encoder']) => kindOf(module).sizes(module);

/** Widths of the hidden layers, the latent vector in brackets: '64 · (32) · 64'. */
export const shapeWords = ({ encoder, latent, head }: NetworkTraits): string =>
  [...sizesOf(encoder), `(${latent})`, ...sizesOf(head)].join(' · ');
