import { Damage } from '#archive/damage.ts';
import { hasher } from '#core/hash.ts';
import { SPLITS, type Split } from '#core/strategy/domain.ts';
import type { ImageSet } from '#core/strategy/image-set.ts';
import type { OwnData } from '#core/strategy/strategy-config.ts';
import { readImageHeader } from '#datasets/own/image-header.ts';
import { type OwnFiles, plainPath } from '#datasets/own/own-files.ts';
import { emptySplits, memoryOf } from '#datasets/own/preview.ts';
import { type OwnImages, readOwnImages } from '#datasets/own/read-own-images.ts';
import { openZip } from '#datasets/own/zip.ts';
import type { StrategyCommand } from '#protocol/strategy-messages.ts';

/** A person's images, decoded, with what is said of them. */
export interface OpenedImages {
  readonly data: OwnData;
  readonly set: ImageSet;
  /** Files and labels that were passed over, in words. */
  readonly notes: readonly string[];
}

/** Decodes a picture and brings it to a square of `size` px; [S, S, 3]. Rejects where it cannot. */
export type DecodePicture = (bytes: Uint8Array, size: number) => Promise<Uint8Array>;

/** Largest size of all decoded images together, bytes; on the device each byte becomes a number of four. */
const MOST_BYTES = 300e6;

/**
 * Opens a person's images: finds their annotations, gives each a split, and decodes them one by one. Yields the share that
 * is decoded. Throws a {@link Damage} that names the file and what is wrong.
 */
export async function* openOwnImages(
  { name, files, size, seed, shares }: Extract<StrategyCommand, { readonly kind: 'openOwn' }>,
  decode: DecodePicture,
): AsyncGenerator<number, OpenedImages, void> {
  const own = await filesOf(name, files);
  const read = await readOwnImages(own, shares, seed);
  const [empty] = emptySplits(read);
  if (empty)
    throw new Damage(
      `${name} has ${read.images.length} images, which leaves none for ${WORDS[empty]}: more are needed`,
    );
  const bytes = memoryOf(read, size);
  if (bytes > MOST_BYTES)
    throw new Damage(
      `${name} takes ${megabytes(bytes)} MB at ${size} × ${size} px; ${megabytes(MOST_BYTES)} are the most: choose a smaller side or fewer images`,
    );
  const set = yield* decoded(own, read, size, decode);
  const { images, classes } = set;
  const digest = digestOf(set);
  const data: OwnData = { kind: 'own', name, digest, size, classes: classes.length, images };
  return { data, set, notes: read.notes };
}

const WORDS: Readonly<Record<Split, string>> = {
  train: 'training',
  validation: 'validation',
  test: 'the test',
};

const megabytes = (bytes: number): number => Math.round(bytes / 1e6);

/** Files as they were chosen; a zip that stands alone is opened. */
async function filesOf(
  name: string,
  given: readonly { readonly path: string; readonly file: Blob }[],
): Promise<OwnFiles> {
  const [only] = given;
  if (given.length === 1 && only && /\.zip$/i.test(only.path))
    return openZip(await bytesOf(only.file), name);
  const files = new Map<
    string,
    OwnFiles['files'] extends ReadonlyMap<string, infer F> ? F : never
  >();
  for (const { path, file } of given) {
    const plain = plainPath(path);
    if (plain === null) continue;
    if (files.has(plain)) throw new Damage(`${name} holds ${plain} twice`);
    files.set(plain, {
      bytes: file.size,
      read: () =>
        bytesOf(file).catch(() => {
          throw new Damage(`${plain} cannot be read: it was moved, changed or taken away`);
        }),
    });
  }
  if (files.size === 0) throw new Damage(`${name} holds no file`);
  return { name, files };
}

const bytesOf = async (file: Blob): Promise<Uint8Array> => new Uint8Array(await file.arrayBuffer());

async function* decoded(
  { files }: OwnFiles,
  { images, classes }: OwnImages,
  size: number,
  decode: DecodePicture,
): AsyncGenerator<number, ImageSet, void> {
  const ordered = SPLITS.flatMap((split) => images.filter((image) => image.split === split));
  const pixels = new Uint8Array(ordered.length * size * size * 3);
  const labels = new Uint8Array(ordered.length * classes.length);
  const unjudged = new Uint8Array(labels.length);
  for (const [at, { path, labels: own, unjudged: unsure }] of ordered.entries()) {
    const bytes = (await files.get(path)?.read()) ?? new Uint8Array(0);
    readImageHeader(bytes, path);
    try {
      pixels.set(await decode(bytes, size), at * size * size * 3);
    } catch {
      throw new Damage(`${path} cannot be decoded: it is damaged, or of a kind that is not known`);
    }
    for (const label of own) labels[at * classes.length + label] = 1;
    for (const label of unsure) unjudged[at * classes.length + label] = 1;
    yield (at + 1) / ordered.length;
  }
  const count = (split: Split) => ordered.filter((image) => image.split === split).length;
  const counts = {
    train: count('train'),
    validation: count('validation'),
    test: count('test'),
  };
  return { size, classes, pixels, labels, unjudged, images: counts };
}

/** Digests everything that a run is computed from. */
function digestOf({ size, classes, images, pixels, labels, unjudged }: ImageSet): string {
  const hash = hasher().text(JSON.stringify([size, classes, SPLITS.map((split) => images[split])]));
  return hash
    .bytes(pixels)
    .bytes(labels)
    .bytes(unjudged ?? new Uint8Array(0))
    .hex();
}
