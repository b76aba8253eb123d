import type { Genome, NetworkGenome } from '#core/genome.ts';
import type { Change } from '#core/lineage.ts';
import type { NetworkConfig } from '#core/run-config.ts';
import type { Cell, History } from './history.ts';
import { recipeTo } from './recipe.ts';

/** Sizes of one network, module by module. */
export interface NetworkShape {
  readonly encoder: readonly number[];
  readonly latent: number;
  readonly head: readonly number[];
  readonly encoderActivation: string;
  readonly headActivation: string;
}

/** What one layer is and was. */
export interface LayerDifference {
  readonly label: string;
  /** Null: removed. */
  readonly size: number | null;
  /** Null: added. */
  readonly before: number | null;
}

/** Hidden layers of a module; `core/fields.ts` allows no more, and what a file says of others is passed over. */
const MOST_LAYERS = 6;

export function founderShape(network: NetworkConfig): NetworkShape {
  return {
    encoder: network.encoderHidden,
    latent: network.latent,
    head: network.headHidden,
    encoderActivation: network.activation,
    headActivation: network.activation,
  };
}

export function genomeShape(genome: Genome, policy: string): NetworkShape | null {
  const network: NetworkGenome | undefined = genome.networks[policy];
  if (!network) return null;
  return {
    encoder: network.encoder.hidden,
    latent: network.latent,
    head: network.head.hidden,
    encoderActivation: network.encoder.activation,
    headActivation: network.head.activation,
  };
}

/** The shape after (or, backwards, before) changes of one network; those of other networks are passed over. */
export function applyChanges(
  shape: NetworkShape,
  changes: readonly Change[],
  policy: string,
  direction: 'forwards' | 'backwards' = 'forwards',
): NetworkShape {
  let { latent, encoderActivation, headActivation } = shape;
  const hidden = { encoder: [...shape.encoder], head: [...shape.head] };
  for (const change of direction === 'forwards' ? changes : [...changes].reverse()) {
    const value = direction === 'forwards' ? change.to : change.from;
    const [network, part, entry] = change.path.split('.');
    if (network !== policy) continue;
    if (part === 'latent' && typeof value === 'number') latent = value;
    if (part !== 'encoder' && part !== 'head') continue;
    if (entry === 'activation' && typeof value === 'string') {
      if (part === 'encoder') encoderActivation = value;
      else headActivation = value;
    }
    const layer = /^hidden\[(\d+)\]$/.exec(entry ?? '');
    if (!layer) continue;
    const index = Number(layer[1]);
    if (index > Math.min(hidden[part].length, MOST_LAYERS - 1)) continue;
    if (value === null) hidden[part].splice(index, 1);
    else if (typeof value === 'number') hidden[part][index] = value;
  }
  return { encoder: hidden.encoder, latent, head: hidden.head, encoderActivation, headActivation };
}

/** Layers from the observation to the output, each with its size before. */
export function layerDifferences(
  now: NetworkShape,
  before: NetworkShape,
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
    ...hidden('encoder', now.encoder, before.encoder),
    { label: 'latent', size: now.latent, before: before.latent },
    ...hidden('head', now.head, before.head),
    { label: 'output', size: outputs, before: outputs },
  ];
}

/** The shape of an agent's network by the mutations from its founder on: also of one that is long gone. */
export function shapeOf(
  history: History,
  cell: Cell,
  network: string,
  founder: NetworkConfig,
): NetworkShape {
  return recipeTo(history, cell).reduce(
    (shape, { mutation }) => applyChanges(shape, mutation.changes, network),
    founderShape(founder),
  );
}

/** Widths of the hidden layers, the latent vector in brackets: '64 · (32) · 64'. */
export const shapeWords = ({ encoder, latent, head }: NetworkShape): string =>
  [...encoder, `(${latent})`, ...head].join(' · ');
