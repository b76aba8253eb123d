import type { Key } from '#core/random.ts';

/**
 * Inheritance of the weights of one network of a child from its parent's. Evolution says which; a device carries it out
 * with `inheritWeights` and `inheritMoments` of this room, or with kernels that do the same.
 */
export type Inheritance =
  /** Freshly initialised (founders), then perturbed where a mutation of weights came before any training. */
  | {
      readonly kind: 'initialise';
      readonly key: Key;
      readonly perturbed?: { readonly key: Key; readonly deviation: number };
    }
  /** The parent's weights and moments. */
  | { readonly kind: 'copy' }
  /** The parent's where the plans overlap, fresh elsewhere. Moments likewise, zero elsewhere. */
  | { readonly kind: 'reshape'; readonly growth: 'random' | 'preserving'; readonly key: Key }
  /** The parent's, some of the weights changed. Moments kept. */
  | { readonly kind: 'perturb'; readonly key: Key; readonly deviation: number }
  /** Sync of a target network: it takes the weights that the child's own online network has been given. */
  | { readonly kind: 'sync'; readonly online: string };
