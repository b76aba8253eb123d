import type { ClassifierSetup, RowStep } from './classifiers.ts';

/* Checks of classifiers' arguments. Each throws a RangeError that names what does not fit and what would. */

/** Number of images in a setup. */
export const countOf = ({ images, classes }: ClassifierSetup): number =>
  images.labels.length / classes;

export function checkSetup(setup: ClassifierSetup): void {
  const { images, size, classes } = setup;
  for (const name of ['rows', 'size', 'classes', 'groups', 'batch', 'interval'] as const)
    if (!(Number.isInteger(setup[name]) && setup[name] >= 1))
      throw new RangeError(`${name} ${setup[name]} must be a whole number from 1`);
  const count = countOf(setup);
  if (!(Number.isInteger(count) && count >= 1))
    throw new RangeError(
      `${images.labels.length} labels are not ${classes} of each of one or more images`,
    );
  const numbers = count * size * size * 3;
  if (images.pixels.length !== numbers)
    throw new RangeError(
      `${count} images of ${size} × ${size} pixels in three colours are ${numbers} numbers, not ${images.pixels.length}`,
    );
  for (const deviation of setup.deviation)
    if (!(deviation > 0))
      throw new RangeError(`a deviation of colours of ${deviation} must be above 0`);
}

/** Indices of images. */
export function checkImages(setup: ClassifierSetup, indices: Uint32Array): void {
  const count = countOf(setup);
  const stray = indices.find((index) => index >= count);
  if (stray !== undefined) throw new RangeError(`image ${stray} is not among ${count}`);
}

export function checkRow({ rows }: ClassifierSetup, row: number): void {
  if (!(Number.isInteger(row) && row >= 0 && row < rows))
    throw new RangeError(`row ${row} is not among ${rows}`);
}

export function checkStep(
  setup: ClassifierSetup,
  indices: Uint32Array,
  rowSteps: readonly RowStep[],
): void {
  const { batch, rows } = setup;
  checkImages(setup, indices);
  if (indices.length !== batch)
    throw new RangeError(`a step takes ${batch} images, not ${indices.length}`);
  if (rowSteps.length !== rows)
    throw new RangeError(`${rows} rows take a step, ${rowSteps.length} were told how`);
  for (const [row, { changes, loss }] of rowSteps.entries()) {
    if (changes.length !== batch)
      throw new RangeError(
        `row ${row} has changes of ${changes.length} images, a step takes ${batch}`,
      );
    const stray = changes.find(({ partner }) => !(partner >= 0 && partner < batch));
    if (stray)
      throw new RangeError(`row ${row}: partner ${stray.partner} is not among ${batch} images`);
    for (const { bias } of [loss.before, loss.after])
      if (bias.length !== setup.classes)
        throw new RangeError(
          `row ${row} has a loss of ${bias.length} classes, the classifier has ${setup.classes}`,
        );
  }
}
