import { draws, keyFor } from '#core/random.ts';
import { planImageNetwork } from '#networks/image-network.ts';
import { fillNormal } from '#networks/normals.ts';
import type { Plan } from '#networks/plan.ts';
import { subkey } from '#networks/subkey.ts';
import type { ClassifierSetup } from './classifiers.ts';

/**
 * Blocks of convolution 3 × 3, GroupNorm, ReLU and max pooling by 2, then of each channel the mean and the greatest of
 * all pixels, then a dense layer to the logits. Throws a RangeError where the sizes do not fit.
 */
export function planClassifier({
  size,
  classes,
  channels,
  groups,
}: Pick<ClassifierSetup, 'size' | 'classes' | 'channels' | 'groups'>): Plan {
  const blocks = channels.flatMap((each) => [
    { kind: 'convolution', channels: each, size: 3, padding: 1 } as const,
    { kind: 'groupNorm', groups } as const,
    { kind: 'relu' } as const,
    { kind: 'maxPool', size: 2 } as const,
  ]);
  return planImageNetwork({ kind: 'image', height: size, width: size, channels: 3 }, [
    ...blocks,
    { kind: 'globalPool' },
    { kind: 'dense', units: classes },
  ]);
}

/**
 * Labels are rare: at −2 they have a probability of 0.12 at first in the middle, so that learning that costs few steps (Lin
 * et al. 2017). Weights of the last layer so small that every label begins just there were tried, and end no better.
 */
const HEAD_BIAS = -2;

/** The first weights: normal with variance 2 / inputs (He et al. 2015), gains 1, shifts 0. */
export function firstWeights(plan: Plan, seed: number): Float32Array {
  const key = keyFor(seed, 'initialise', 0, 0);
  const slab = new Float32Array(plan.length);
  for (const { kind, name, rows, columns, stride, offset } of plan.tensors)
    switch (kind) {
      case 'weights': {
        const normal = new Float64Array(rows * columns);
        fillNormal(normal, draws(subkey(key, name)));
        const deviation = Math.sqrt(2 / rows);
        for (let i = 0; i < rows; i++)
          for (let j = 0; j < columns; j++)
            slab[offset + i * stride + j] = deviation * (normal[i * columns + j] as number); // i < rows, j < columns
        break;
      }
      case 'gain':
        slab.fill(1, offset, offset + columns);
        break;
      case 'biases':
        slab.fill(HEAD_BIAS, offset, offset + columns);
        break;
      case 'shift':
        break;
      default:
        throw new RangeError(`a classifier has no ${kind}`);
    }
  return slab;
}
