import { Damage, needArray, needFields, needInteger, needList, needText } from '#archive/damage.ts';
import { SPLITS, type Split } from '#core/strategy/domain.ts';
import type { ImageSet } from '#core/strategy/image-set.ts';
import type { Change } from '../library/tables.ts';

/** A person's own images as they are kept: a record by digest, their labels, and their pixels portion by portion. */

/** Facts about kept images, without reading them. */
export interface KeptImages {
  /** Their digest. */
  readonly id: string;
  readonly name: string;
  /** Side, px. */
  readonly size: number;
  readonly classes: readonly string[]; // C
  readonly images: ImageSet['images'];
  /** Size of what they take, bytes. */
  readonly bytes: number;
  /** Portions of pixels. */
  readonly portions: number;
  /** Time at which they were put here, ms. */
  readonly keptAt: number;
}

type Put = Extract<Change, { readonly kind: 'put' }>;

/** Writing copies what is written: at most so many bytes in one task of the page. */
const PORTION = 500_000;
const MOST_IMAGES = 1e6;
const MOST_CLASSES = 1000;
const LABELS = 0;

/**
 * Returns the records to be written: the parts in their order, and last the record of the whole, so that images that
 * are there are whole.
 */
export function writtenImages(
  id: string,
  name: string,
  set: ImageSet,
  keptAt: number,
): { readonly parts: readonly (() => Put)[]; readonly record: Put } {
  const { size, classes, images, pixels, labels, unjudged = null } = set;
  const portions = Math.ceil(pixels.length / PORTION);
  const bytes = pixels.length + labels.length + (unjudged?.length ?? 0);
  const value: KeptImages = { id, name, size, classes, images, bytes, portions, keptAt };
  const part = (index: number, content: unknown): Put => ({
    kind: 'put',
    table: 'ownImageParts',
    key: [id, index],
    value: content,
  });
  return {
    parts: [
      () => part(LABELS, { labels, unjudged }),
      ...Array.from(
        { length: portions },
        (_, at) => () => part(at + 1, pixels.slice(at * PORTION, (at + 1) * PORTION)),
      ),
    ],
    record: { kind: 'put', table: 'ownImages', key: id, value },
  };
}

/** Throws a {@link Damage} where it is no record of images. */
export function readKeptImages(value: unknown): KeptImages {
  const fields = needFields(value, 'the record of the images');
  const images = needFields(fields['images'], 'how many images there are');
  const count = (split: Split) =>
    needInteger(images[split], `the number of ${split} images`, 0, MOST_IMAGES);
  return {
    id: needText(fields['id'], 'the digest'),
    name: needText(fields['name'], 'the name'),
    size: needInteger(fields['size'], 'the side', 1, 1024),
    classes: needList(fields['classes'], 'the classes', MOST_CLASSES).map((name) =>
      needText(name, 'the name of a class'),
    ),
    images: { train: count('train'), validation: count('validation'), test: count('test') },
    bytes: needInteger(fields['bytes'], 'their size', 0, Number.MAX_SAFE_INTEGER),
    portions: needInteger(fields['portions'], 'the number of portions', 0, MOST_IMAGES),
    keptAt: needInteger(fields['keptAt'], 'when they were kept', 0, Number.MAX_SAFE_INTEGER),
  };
}

/** Images of their record and their parts in order. Throws a {@link Damage} where they cannot be read any more. */
export function joinedImages(record: unknown, parts: readonly unknown[]): ImageSet {
  const { size, classes, images, portions } = readKeptImages(record);
  const [first, ...rest] = parts;
  if (rest.length !== portions)
    throw new Damage(`they should have ${portions} portions, and have ${rest.length}`);
  const count = SPLITS.reduce((sum, split) => sum + images[split], 0);
  const pixels = new Uint8Array(count * size * size * 3);
  for (const [at, part] of rest.entries()) {
    const length = Math.min(PORTION, pixels.length - at * PORTION);
    pixels.set(needArray(part, 'a portion of the images', Uint8Array, length), at * PORTION);
  }
  const kinds = needFields(first, 'their labels');
  const perClass = (name: 'labels' | 'unjudged') =>
    needArray(kinds[name], `their ${name}`, Uint8Array, count * classes.length);
  return {
    ...{ size, classes, images, pixels, labels: perClass('labels') },
    ...(kinds['unjudged'] !== null && { unjudged: perClass('unjudged') }),
  };
}
