import type { ImageSet } from '#core/strategy/image-set.ts';
import type { Classifiers } from '../classifier/classifiers.ts';
import type { ClassFrequencies } from '../recipes/class-weights.ts';
import type { LossCoefficients } from '../recipes/loss-family.ts';
import { calibratedScale } from '../recipes/loss-scale.ts';
import { LOSSES } from '../recipes/losses.ts';

/**
 * All losses, each scaled so that its first gradient is as long as that of binary cross entropy: by the first weights on
 * some training images as they are. `known` are the scales of a run that goes on.
 */
export async function calibratedLosses(
  classifiers: Pick<Classifiers, 'logits'>,
  set: ImageSet,
  frequencies: ClassFrequencies,
  images: Uint32Array,
  known: Readonly<Record<string, number>> | null,
): Promise<ReadonlyMap<string, LossCoefficients>> {
  const losses = Object.entries(LOSSES).map(
    ([id, { coefficients }]) => [id, coefficients(frequencies)] as const,
  );
  if (known) return new Map(losses.map(([id, loss]) => [id, { ...loss, scale: known[id] ?? 1 }]));
  const [logits] = await classifiers.logits('raw', images); // all rows begin with the same weights
  const targets = targetsOf(set, images);
  const crossEntropy = LOSSES.bce.coefficients(frequencies);
  return new Map(
    losses.map(([id, loss]) => {
      const scale = calibratedScale(logits as Float32Array, targets, loss, crossEntropy);
      return [id, { ...loss, scale }];
    }),
  );
}

/** [B, C] */
function targetsOf({ labels, classes }: ImageSet, images: Uint32Array): Uint8Array {
  const { length } = classes;
  const targets = new Uint8Array(images.length * length);
  images.forEach((image, at) => {
    targets.set(labels.subarray(image * length, (image + 1) * length), at * length);
  });
  return targets;
}
