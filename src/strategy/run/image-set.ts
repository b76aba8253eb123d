import { type DomainSettings, SPLITS, type Split } from '#core/strategy/domain.ts';
import type { DataFacts } from '#core/strategy/figures.ts';
import type { ImageSet } from '#core/strategy/image-set.ts';
import type { ImageSource } from '#datasets/draw-images.ts';
import { frequencyGroups } from '../metrics/frequency-groups.ts';
import { type Colour, type ImageStatistics, statisticsOf } from '../recipes/image-change.ts';

/** Position of a split's first image. */
export const firstOf = ({ images }: Pick<ImageSet, 'images'>, split: Split): number =>
  SPLITS.slice(0, SPLITS.indexOf(split)).reduce((sum, before) => sum + images[before], 0);

const imagesOf = ({ images }: Pick<ImageSet, 'images'>): number =>
  SPLITS.reduce((sum, split) => sum + images[split], 0);

/** Images drawn between two reports. */
const CHUNK = 32;

/** Draws all images of a domain; yields the share that is drawn, and returns them. */
export function* drawImageSet(
  source: ImageSource,
  { size, images }: DomainSettings,
): Generator<number, ImageSet, void> {
  const total = imagesOf({ images });
  const bytes = size * size * 3;
  const pixels = new Uint8Array(total * bytes);
  const labels = new Uint8Array(total * source.classes.length);
  let at = 0;
  for (const split of SPLITS)
    for (let index = 0; index < images[split]; index++, at++) {
      const drawn = source.image(split, index);
      pixels.set(drawn.pixels, at * bytes);
      labels.set(drawn.labels, at * source.classes.length);
      if (at % CHUNK === CHUNK - 1) yield (at + 1) / total;
    }
  return { size, classes: source.classes, pixels, labels, images };
}

/** An image's pixels, without a copy. */
export const pixelsOf = ({ pixels, size }: ImageSet, at: number): Uint8Array =>
  pixels.subarray(at * size * size * 3, (at + 1) * size * size * 3);

/** Positions of the classes that an image has. */
export const labelsOf = ({ labels, classes }: ImageSet, at: number): readonly number[] =>
  classes.flatMap((_, index) => (labels[at * classes.length + index] === 1 ? [index] : []));

/** Statistics of every training image, from which changes of its contrast are drawn. */
export const trainingStatistics = (set: ImageSet): readonly ImageStatistics[] =>
  Array.from({ length: set.images.train }, (_, at) =>
    statisticsOf(Float32Array.from(pixelsOf(set, at), (level) => level / 255)),
  );

/** Mean and standard deviation of the training images' colours, in [0, 1]. */
export function colourMoments(set: ImageSet): {
  readonly mean: Colour;
  readonly deviation: Colour;
} {
  const { images, size, pixels } = set;
  const count = images.train * size * size;
  const sums = [0, 0, 0];
  const squares = [0, 0, 0];
  for (let at = 0; at < count * 3; at++) {
    const level = (pixels[at] as number) / 255;
    sums[at % 3] = (sums[at % 3] as number) + level;
    squares[at % 3] = (squares[at % 3] as number) + level * level;
  }
  const mean = sums.map((sum) => sum / count) as unknown as Colour;
  const deviation = squares.map((square, channel) => {
    const middle = mean[channel] as number; // three channels
    const variance = square / count - middle * middle;
    return variance > 0 ? Math.sqrt(variance) : 1; // one colour everywhere: nothing to scale by
  }) as unknown as Colour;
  return { mean, deviation };
}

/** Images with each class in a split, [C]. */
function classCounts(set: ImageSet, split: Split): number[] {
  const counts = set.classes.map(() => 0);
  const first = firstOf(set, split);
  for (let at = first; at < first + set.images[split]; at++)
    for (const index of labelsOf(set, at)) counts[index] = (counts[index] as number) + 1;
  return counts;
}

export function dataFacts(set: ImageSet): DataFacts {
  const { classes, images } = set;
  const together = new Array<number>(classes.length * classes.length).fill(0);
  let labels = 0;
  for (let at = 0; at < images.train; at++) {
    const own = labelsOf(set, at);
    labels += own.length;
    for (const a of own)
      for (const b of own) {
        const cell = a * classes.length + b;
        together[cell] = (together[cell] as number) + 1;
      }
  }
  const counts = {
    train: classCounts(set, 'train'),
    validation: classCounts(set, 'validation'),
    test: classCounts(set, 'test'),
  };
  const groups = frequencyGroups(counts.train);
  return { classes, counts, groups, together, labelsPerImage: labels / images.train };
}
