import { canonicalJson } from '#core/canonical-json.ts';
import { SPLITS, type Style } from '#core/strategy/domain.ts';
import type { ImageSet } from '#core/strategy/image-set.ts';
import type { DataConfig, OwnData } from '#core/strategy/strategy-config.ts';
import { openDomain } from '#datasets/draw-images.ts';
import type { SpriteSheets } from '#datasets/images/stamps.ts';
import { type SpriteSheet, unpackSheet } from '#datasets/sprites/sheet.ts';
import { drawImageSet } from '#strategy/run/image-set.ts';

/** Loads the packed sprites of a style. */
type LoadSprites = (style: Style) => Promise<Uint8Array>;

/** The images of configurations; the last set is kept, so that a run drawn again begins at once. */
export interface StrategyData {
  /** A source of a data set's images. Rejects with a RangeError for settings that cannot be met. */
  source(data: DataConfig, seed: number): Promise<ReturnType<typeof openDomain>>;
  /** Takes up images that a person has opened, under their digest. */
  keep(digest: string, set: ImageSet): void;
  /** The images of a person that were taken up last, if they are those of a digest. */
  own(digest: string): ImageSet | null;
  /** All images, drawn or as they were opened; yields the share that is there. Rejects where own images are not here. */
  images(data: DataConfig, seed: number): AsyncGenerator<number, ImageSet, void>;
  /** The same at once, without reports of progress. */
  allImages(data: DataConfig, seed: number): Promise<ImageSet>;
}

interface KeptSet {
  readonly key: string;
  readonly set: ImageSet;
}

export function createStrategyData(load: LoadSprites): StrategyData {
  const sheets = new Map<Style, Promise<SpriteSheet>>();
  let kept: KeptSet | null = null;
  let own: KeptSet | null = null;

  const sheetOf = (style: Style): Promise<SpriteSheet> => {
    const known = sheets.get(style);
    if (known) return known;
    const loading = load(style).then(unpackSheet);
    sheets.set(style, loading);
    loading.catch(() => sheets.delete(style)); // the next run asks again
    return loading;
  };

  async function source(data: DataConfig, seed: number) {
    if (data.kind === 'own') throw new RangeError('own images are not drawn');
    const styles = data.kind === 'scenes' ? data.styles : [];
    const loaded = await Promise.all(
      styles.map(async (style) => [style, await sheetOf(style)] as const),
    );
    return openDomain(data, seed, Object.fromEntries(loaded) as SpriteSheets);
  }

  async function* images(data: DataConfig, seed: number): AsyncGenerator<number, ImageSet, void> {
    if (data.kind === 'own') {
      if (own?.key === data.digest) {
        needFit(data, own.set);
        return own.set;
      }
      throw new RangeError(
        `the images '${data.name}' (${data.digest.slice(0, 8)}) are not here: open them first`,
      );
    }
    const key = canonicalJson({ data, seed });
    if (kept?.key === key) return kept.set;
    const opened = await source(data, seed);
    const set = yield* drawImageSet(opened, data);
    kept = { key, set };
    return set;
  }

  return {
    source,
    own: (digest) => (own?.key === digest ? own.set : null),
    keep(digest, set) {
      own = { key: digest, set };
    },
    images,
    async allImages(data, seed) {
      const drawing = images(data, seed);
      let drawn = await drawing.next();
      while (!drawn.done) drawn = await drawing.next();
      return drawn.value;
    },
  };
}

/** Throws a RangeError where a configuration says other things of a person's images than they are. */
function needFit(data: OwnData, set: ImageSet): void {
  const is = words(set.size, set.images, set.classes.length);
  const asked = words(data.size, data.images, data.classes);
  if (is !== asked)
    throw new RangeError(`the images '${data.name}' are ${is}; ${asked} are asked for`);
}

const words = (size: number, images: DataConfig['images'], classes: number): string =>
  `${SPLITS.map((split) => images[split]).join(', ')} images of ${size} px in ${classes} classes`;
