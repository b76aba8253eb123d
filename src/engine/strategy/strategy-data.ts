import { canonicalJson } from '#core/canonical-json.ts';
import type { Style } from '#core/strategy/domain.ts';
import type { DataConfig } from '#core/strategy/strategy-config.ts';
import { openDomain } from '#datasets/draw-images.ts';
import type { SpriteSheets } from '#datasets/images/stamps.ts';
import { type SpriteSheet, unpackSheet } from '#datasets/sprites/sheet.ts';
import { drawImageSet, type ImageSet } from '#strategy/run/image-set.ts';

/** Where the sprites of a style come from, packed. */
type LoadSprites = (style: Style) => Promise<Uint8Array>;

/** The images of configurations; the last set is kept, so that a run drawn again begins at once. */
export interface StrategyData {
  /** A source of a data set's images. Rejects with a RangeError for settings that cannot be met. */
  source(data: DataConfig, seed: number): Promise<ReturnType<typeof openDomain>>;
  /** Draws all images; yields the share that is drawn. */
  images(data: DataConfig, seed: number): AsyncGenerator<number, ImageSet, void>;
}

export function createStrategyData(load: LoadSprites): StrategyData {
  const sheets = new Map<Style, Promise<SpriteSheet>>();
  let kept: { readonly key: string; readonly set: ImageSet } | null = null;

  const sheetOf = (style: Style): Promise<SpriteSheet> => {
    const known = sheets.get(style);
    if (known) return known;
    const loading = load(style).then(unpackSheet);
    sheets.set(style, loading);
    loading.catch(() => sheets.delete(style)); // the next run asks again
    return loading;
  };

  async function source(data: DataConfig, seed: number) {
    if (data.kind === 'own')
      throw new RangeError(`the images '${data.name}' are not here: open them on this page first`);
    const styles = data.kind === 'scenes' ? data.styles : [];
    const loaded = await Promise.all(
      styles.map(async (style) => [style, await sheetOf(style)] as const),
    );
    return openDomain(data, seed, Object.fromEntries(loaded) as SpriteSheets);
  }

  return {
    source,
    async *images(data, seed) {
      const key = canonicalJson({ data, seed });
      if (kept?.key === key) return kept.set;
      const opened = await source(data, seed);
      if (data.kind === 'own') throw new RangeError('own images are not drawn');
      const set = yield* drawImageSet(opened, data);
      kept = { key, set };
      return set;
    },
  };
}
