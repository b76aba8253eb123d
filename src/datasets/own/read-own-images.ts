import { Damage } from '#archive/damage.ts';
import type { Split } from '#core/strategy/domain.ts';
import { readClassFolders } from './class-folders.ts';
import { readCoco } from './coco.ts';
import { readCsvLabels } from './csv-labels.ts';
import { type LabelledFiles, MOST_IMAGES } from './labelled-files.ts';
import { isImage, type LabelledImage, matchImages } from './match-images.ts';
import type { OwnFiles } from './own-files.ts';
import { readPascalVoc, type TextFile } from './pascal-voc.ts';
import { type SplitShares, stratify } from './stratify.ts';

export type AnnotationKind = 'coco' | 'voc' | 'csv' | 'folders';

/** A person's images with their labels, each in a split; pixels not yet decoded. */
export interface OwnImages {
  readonly kind: AnnotationKind;
  readonly classes: readonly string[];
  readonly images: readonly (LabelledImage & { readonly split: Split })[];
  /** Files and labels that were passed over, in words. */
  readonly notes: readonly string[];
}

/** Largest text, bytes. */
const MOST_TEXT = 128e6;

const IMAGE_SET = /(^|\/)ImageSets\/([^/]+\/)*[^/]+\.txt$/i;

/**
 * Finds the annotations among the files, reads them, and gives each image a split: the annotations' own if they put
 * images into more than one, else `shares` of each class. Throws a {@link Damage} that names the file and what is wrong.
 */
export async function readOwnImages(
  own: OwnFiles,
  shares: SplitShares,
  seed: number,
): Promise<OwnImages> {
  const paths = [...own.files.keys()].sort(); // a folder, a zip and a drop list the same files in other orders
  const pictures = paths.filter(isImage);
  if (pictures.length === 0)
    throw new Damage(`${own.name} holds no images: PNG, JPEG, GIF, WebP or BMP`);
  if (pictures.length > MOST_IMAGES)
    throw new Damage(`${own.name} holds ${pictures.length} images; ${MOST_IMAGES} are the most`);
  const { kind, annotations, name } = await readAnnotations(own, paths, pictures);
  const { images, notes } = matchImages(annotations, pictures, name);
  const splits = splitsOf(images, annotations.classes.length, shares, seed);
  if (annotations.classes.length === 0) throw new Damage(`${name} names no class`);
  return {
    kind,
    classes: annotations.classes,
    images: images.map((image, i) => ({ ...image, split: splits[i] as Split })), // one for each
    notes,
  };
}

interface Found {
  readonly kind: AnnotationKind;
  readonly annotations: LabelledFiles;
  /** Their name in messages. */
  readonly name: string;
}

async function readAnnotations(
  own: OwnFiles,
  paths: readonly string[],
  pictures: readonly string[],
): Promise<Found> {
  const ending = (pattern: RegExp) => paths.filter((path) => pattern.test(path));
  const [json, csv] = [ending(/\.json$/i), ending(/\.(csv|tsv)$/i)];
  const [xml, sets] = [ending(/\.xml$/i), ending(IMAGE_SET)];
  const [first, second] = [json[0], csv[0], xml[0] ?? sets[0]].filter((path) => path !== undefined);
  if (first !== undefined && second !== undefined)
    throw new Damage(`${own.name} has annotations of two kinds, ${first} and ${second}: leave one`);
  const all = (list: readonly string[]) =>
    Promise.all(list.map(async (path) => ({ path, text: await readText(own, path) })));
  if (json.length > 0) return merged('coco', await all(json), readCoco);
  if (csv.length > 0) return merged('csv', await all(csv), readCsvLabels);
  if (xml.length + sets.length > 0)
    return {
      kind: 'voc',
      annotations: readPascalVoc(await all(xml), await all(sets)),
      name: 'Annotations',
    };
  return { kind: 'folders', annotations: readClassFolders(pictures), name: own.name };
}

/** Several files, as COCO has one for each split: their classes must be the same. */
function merged(
  kind: AnnotationKind,
  texts: readonly TextFile[],
  read: (text: string, path: string) => LabelledFiles,
): Found {
  const all = texts.map(({ path, text }) => ({ path, read: read(text, path) }));
  const [first, ...others] = all;
  if (!first) throw new RangeError('no annotations were given');
  const classes = first.read.classes;
  const other = others.find(
    ({ read: { classes: own } }) => own.toSorted().join('\n') !== classes.toSorted().join('\n'),
  );
  if (other)
    throw new Damage(`${first.path} and ${other.path} name different classes: leave one of them`);
  const files = all.flatMap(({ read: one }) => {
    const at = one.classes.map((name) => classes.indexOf(name));
    const moved = (labels: readonly number[]) =>
      labels.map((label) => at[label] as number).sort((a, b) => a - b);
    return one.files.map((file) => ({
      ...file,
      labels: moved(file.labels),
      unjudged: moved(file.unjudged),
    }));
  });
  return {
    kind,
    annotations: { classes, files, notes: all.flatMap(({ read: { notes } }) => notes) },
    name: texts.map(({ path }) => path).join(' and '),
  };
}

async function readText(own: OwnFiles, path: string): Promise<string> {
  const file = own.files.get(path);
  if (!file) throw new RangeError(`${path} is not among the files`);
  if (file.bytes > MOST_TEXT)
    throw new Damage(`${path} has ${file.bytes} bytes; ${MOST_TEXT} are the most for annotations`);
  const bytes = await file.read();
  const isUtf16 =
    (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  try {
    return new TextDecoder(isUtf16 ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8', {
      fatal: true,
    }).decode(bytes);
  } catch {
    throw new Damage(`${path} is no text in UTF-8: save it so`);
  }
}

/** The annotations' splits where they say more than one; images that they say none of go to training. */
function splitsOf(
  images: readonly LabelledImage[],
  classes: number,
  shares: SplitShares,
  seed: number,
): readonly Split[] {
  const named = new Set(images.map(({ split }) => split).filter((split) => split !== null));
  if (named.size > 1) return images.map(({ split }) => split ?? 'train');
  return stratify(
    images.map(({ labels }) => labels),
    classes,
    shares,
    seed,
  );
}
