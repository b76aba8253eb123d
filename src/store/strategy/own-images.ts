import { Damage, needArray, needFields, needInteger, needList, needText } from '#archive/damage.ts';
import { valueAt } from '#core/plain-data.ts';
import { SPLITS, type Split } from '#core/strategy/domain.ts';
import type { ImageSet } from '#core/strategy/image-set.ts';
import type { Keeping } from './kept-runs.ts';

/** A person's own images by their digest, as this browser keeps them; they never leave it. */
export interface OwnImages {
  /** Null: they are not here. Rejects with a {@link Damage} where they can no longer be read. */
  get(digest: string): Promise<ImageSet | null>;
  put(digest: string, set: ImageSet): Promise<void>;
}

/** Sets that no kept run needs are kept up to so many: the newest take the place of the oldest. */
const MOST_SPARE_SETS = 3;
const MOST_CLASSES = 1000;

export const ownImagesOf = ({ tables }: Pick<Keeping, 'tables'>): OwnImages => ({
  async get(digest) {
    const value = await tables.get('strategyImages', digest);
    return value === undefined ? null : readImageSet(needFields(value, 'the images')['set']);
  },
  async put(digest, set) {
    const [rows, runs] = await Promise.all([
      tables.list('strategyImages'),
      tables.list('strategies'),
    ]);
    const needed = new Set(runs.map(({ value }) => digestIn(value)));
    const others = rows
      .filter(({ key }) => key !== digest && !needed.has(key as string))
      .sort((x, y) => keptAt(y.value) - keptAt(x.value))
      .slice(MOST_SPARE_SETS - 1);
    await tables.write([
      ...others.map(({ key }) => ({ kind: 'delete', table: 'strategyImages', key }) as const),
      { kind: 'put', table: 'strategyImages', key: digest, value: { keptAt: Date.now(), set } },
    ]);
  },
});

/** Digest of the images that a kept run was trained on; null: it needs none, or cannot be read. */
function digestIn(record: unknown): string | null {
  const digest = valueAt(record, 'config.data.digest');
  return typeof digest === 'string' ? digest : null;
}

const keptAt = (value: unknown): number => {
  const at = (value as { readonly keptAt?: unknown } | null)?.keptAt;
  return typeof at === 'number' ? at : 0;
};

/** Throws a {@link Damage} where it is no set of images. */
function readImageSet(value: unknown): ImageSet {
  const fields = needFields(value, 'the images');
  const size = needInteger(fields['size'], 'the side of the images', 1, 1024);
  const classes = needList(fields['classes'], 'the classes', MOST_CLASSES).map((name) =>
    needText(name, 'the name of a class'),
  );
  const given = needFields(fields['images'], 'how many images there are');
  const count = (split: Split) => needInteger(given[split], `the ${split} images`, 0, 1e6);
  const images = { train: count('train'), validation: count('validation'), test: count('test') };
  const all = SPLITS.reduce((sum, split) => sum + images[split], 0);
  const bytes = (key: string, length: number) => {
    const array = needArray(fields[key], `the ${key} of the images`, Uint8Array);
    if (array.length !== length)
      throw new Damage(`the ${key} of the images have ${array.length} bytes, not ${length}`);
    return array;
  };
  const unjudged = fields['unjudged'] !== undefined && bytes('unjudged', all * classes.length);
  return {
    ...{ size, classes, images },
    pixels: bytes('pixels', all * size * size * 3),
    labels: bytes('labels', all * classes.length),
    ...(unjudged && { unjudged }),
  };
}
