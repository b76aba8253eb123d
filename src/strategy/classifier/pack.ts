import { CHANGE, CHANGE_NUMBERS } from '#compute/ops/dataset-images.ts';
import { LOSS_CLASS_ROWS, LOSS_NUMBERS } from '#compute/ops/multilabel-loss.ts';
import { UPDATE_NUMBERS } from '#compute/ops/update-weights.ts';
import type { ImageChange } from '../recipes/image-change.ts';
import type { LossCoefficients } from '../recipes/loss-family.ts';
import type { UpdateCoefficients } from '../recipes/optimizer-coefficients.ts';
import type { LabelledImages, RowStep } from './classifiers.ts';

/** Changes as the device reads them, [B × CHANGE_NUMBERS]. */
export function packChanges(changes: readonly ImageChange[], into: Float32Array): void {
  let at = 0;
  for (const change of changes)
    for (const name of CHANGE_ORDER) {
      const value = change[name];
      if (typeof value === 'number') into[at++] = value;
      else for (const each of value) into[at++] = each;
    }
  if (at !== changes.length * CHANGE_NUMBERS)
    throw new RangeError(
      `${changes.length} changes of images have ${at} numbers, not ${CHANGE_NUMBERS} each`,
    );
}

const CHANGE_ORDER = Object.keys(CHANGE) as (keyof typeof CHANGE)[];

/** Both losses' numbers, [2 × LOSS_NUMBERS], and numbers by class, [2 · LOSS_CLASS_ROWS × C]. */
export function packLosses({ before, after, share }: RowStep['loss']): {
  readonly numbers: Float32Array;
  readonly byClass: Float32Array;
} {
  const weighed = [
    [before, 1 - share],
    [after, share],
  ] as const;
  return {
    numbers: Float32Array.from(weighed.flatMap(([loss, weight]) => numbersOf(loss, weight))),
    byClass: Float32Array.from(weighed.flatMap(([loss]) => rowsOf(loss))),
  };
}

function numbersOf(loss: LossCoefficients, weight: number): number[] {
  const { floor, slope, centre } = loss.rebalancing;
  const named = {
    ...loss,
    weight,
    rebalanceFloor: floor,
    rebalanceSlope: slope,
    rebalanceCentre: centre,
  };
  return LOSS_NUMBERS.map((name) => named[name]);
}

function rowsOf(loss: LossCoefficients): number[] {
  const named = { ...loss, inverseCounts: loss.rebalancing.inverseCounts };
  return LOSS_CLASS_ROWS.flatMap((name) => [...named[name]]);
}

export const packUpdate = (update: UpdateCoefficients): Float32Array =>
  Float32Array.from(UPDATE_NUMBERS, (name) => update[name]);

/** Images from one index up to another as a population remembers them: a pixel one number, red + 256 green + 65536 blue. */
export function packImages(
  { pixels, labels }: LabelledImages,
  from: number,
  to: number,
  size: number,
  classes: number,
): { readonly pixels: Float32Array; readonly labels: Float32Array } {
  const each = size * size;
  const packed = new Float32Array((to - from) * each);
  for (let i = 0, at = from * each * 3; i < packed.length; i++, at += 3)
    packed[i] =
      (pixels[at] as number) + // at < N S² 3
      256 * (pixels[at + 1] as number) +
      65536 * (pixels[at + 2] as number);
  return {
    pixels: packed,
    labels: Float32Array.from(labels.subarray(from * classes, to * classes)),
  };
}
