import type { StoreApi } from 'zustand/vanilla';
import { Damage } from '#archive/damage.ts';
import type { ImageSet } from '#core/strategy/image-set.ts';
import type { DataConfig, OwnData } from '#core/strategy/strategy-config.ts';
import { failureWords } from '../words/failure-words.ts';
import type { Keeping } from './kept-runs.ts';
import { keepOwnImages, loadOwnImages } from './own-library.ts';
import { imagesIn } from './own-words.ts';
import { missingImages, type OwnReading, type StrategyState } from './strategy-state.ts';

/** A person's own images as this page has them: in the library, or, where that takes none, for as long as it is open. */
export interface OwnImages {
  /** Puts images into the library. Where that fails they are held here, and `onFailure` hears why. */
  keep(data: OwnData, set: ImageSet): Promise<void>;
  has(digest: string): Promise<boolean>;
  /** Null: they are not here, or could not be read, which is told. */
  find(digest: string): Promise<ImageSet | null>;
  /** Called when images may have come or gone, here or in another tab. */
  subscribe(listener: () => void): () => void;
}

export function createOwnImages(library: Keeping, onFailure: (words: string) => void): OwnImages {
  /** Image sets that the library did not take. */
  const held = new Map<string, ImageSet>();
  const listeners = new Set<() => void>();
  return {
    async keep(data, set) {
      held.set(data.digest, set); // until they are on the disk
      for (const listener of [...listeners]) listener();
      try {
        await keepOwnImages(library, data, set);
        held.delete(data.digest);
      } catch (error) {
        onFailure(keepFailure(data.name, error));
      }
    },
    has: async (digest) =>
      held.has(digest) || (await library.tables.get('ownImages', digest)) !== undefined,
    async find(digest) {
      const here = held.get(digest);
      if (here) return here;
      try {
        return await loadOwnImages(library, digest);
      } catch (error) {
        const what = 'Your own images cannot be read from this browser’s library';
        const damaged = error instanceof Damage;
        onFailure(`${failureWords(what, error)}${damaged ? ' Open them again.' : ''}`);
        return null;
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      const stop = library.changes.subscribe(listener);
      return () => {
        listeners.delete(listener);
        stop();
      };
    },
  };
}

/** Says that the browser does not keep a person's images, and what can be done. */
function keepFailure(name: string, error: unknown): string {
  const after =
    'They can be trained on while this page is open; after a reload they must be opened again.';
  const isFull =
    (error instanceof Error || error instanceof DOMException) &&
    error.name === 'QuotaExceededError';
  return isFull
    ? `The storage of this browser is full, so the images “${name}” are not kept. Delete runs or images in the Library to make room. ${after}`
    : `${failureWords(`This browser does not keep the images “${name}”`, error)} ${after}`;
}

/** Images that this page gives to its engine, which holds those of one digest. */
export interface ImageGiver {
  /** True: the engine has what it needs, or draws it. Else whether it was given it. */
  give(data: DataConfig): true | Promise<boolean>;
  /** Tells which images the engine holds from now on; null: none, it is a fresh one. */
  holds(digest: string | null): void;
}

export function createImageGiver(
  find: OwnImages['find'],
  send: (digest: string, set: ImageSet) => void,
): ImageGiver {
  let held: string | null = null;
  return {
    give(data) {
      if (data.kind !== 'own' || data.digest === held) return true;
      return find(data.digest).then((set) => {
        if (!set) return false;
        send(data.digest, set);
        held = data.digest;
        return true;
      });
    },
    holds(digest) {
      held = digest;
    },
  };
}

/** Says in the state whether the own images that are set up are here; the returned function ends it. */
export function watchOwnImages(store: StoreApi<StrategyState>, own: OwnImages): () => void {
  const needed = () => {
    const data = store.getState().draft?.data;
    return data?.kind === 'own' ? data.digest : null;
  };
  const look = async () => {
    const digest = needed();
    if (digest === null) return store.setState({ ownHere: null });
    // Storage that cannot be read says so when the images are asked for.
    const here = await own.has(digest).catch(() => false);
    if (needed() !== digest) return;
    const { ownHere } = store.getState();
    if (ownHere?.digest === digest && ownHere.here === here) return;
    store.setState({ ownHere: { digest, here } });
    const missing = missingImages(store.getState());
    if (missing) store.setState({ ownReading: readingThatGave(missing) });
  };
  const stopDraft = store.subscribe(({ draft }, before) => {
    if (draft?.data !== before.draft?.data) void look();
  });
  const stopImages = own.subscribe(() => void look());
  return () => {
    stopDraft();
    stopImages();
  };
}

/** Converts a reading to the engine's. */
export const readingOf = ({ size, validation, test }: OwnReading) => ({
  size,
  shares: {
    train: (100 - validation - test) / 100,
    validation: validation / 100,
    test: test / 100,
  },
});

/** Per cent that a split can be given. */
export const SHARE_CHOICES: readonly number[] = [5, 10, 15, 20, 25, 30, 35, 40];

/** Splits do not hang on a run's seed: the same files, opened again, are the same images. */
export const SPLIT_SEED = 0;

/** Finds how images were read so that they are as many: the shares are the nearest that can be chosen. */
function readingThatGave({ size, images }: OwnData): OwnReading {
  const all = imagesIn(images);
  const nearest = (count: number) =>
    SHARE_CHOICES.reduce((best, share) =>
      Math.abs(share - (100 * count) / all) < Math.abs(best - (100 * count) / all) ? share : best,
    );
  return { size, validation: nearest(images.validation), test: nearest(images.test) };
}
