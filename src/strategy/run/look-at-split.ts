import type { Split } from '#core/strategy/domain.ts';
import type { ValidationFigures, Weights } from '#core/strategy/figures.ts';
import type { ImageSet } from '#core/strategy/image-set.ts';
import type { Classifiers } from '../classifier/classifiers.ts';
import type { FrequencyGroups } from '../metrics/frequency-groups.ts';
import { validationFigures } from './figures.ts';
import { firstOf } from './image-set.ts';

/** Classifiers, and the images that they are judged on. */
interface Looking {
  readonly set: ImageSet;
  readonly classifiers: Classifiers;
  readonly rows: number;
  /** Number of images that are looked at together. */
  readonly batch: number;
  readonly groups: FrequencyGroups;
}

/**
 * Judges every row on a split by some of its weights; yields the share that is done. `onLogits` is given the logits of
 * each row, [N × C], for each set of weights.
 */
export async function* lookAtSplit(
  { set, classifiers, rows, batch, groups }: Looking,
  split: Split,
  sets: readonly Weights[],
  onLogits?: (logits: readonly Float32Array[]) => void,
): AsyncGenerator<number, ReadonlyMap<Weights, ValidationFigures[]>, void> {
  const count = set.images[split];
  const first = firstOf(set, split);
  const { length: classes } = set.classes;
  const [begin, end] = [first * classes, (first + count) * classes];
  const targets = set.labels.subarray(begin, end);
  const unjudged = set.unjudged?.subarray(begin, end);
  const found = new Map<Weights, ValidationFigures[]>();
  for (const [at, weights] of sets.entries()) {
    const logits = Array.from({ length: rows }, () => new Float32Array(count * classes));
    for (let from = 0; from < count; from += batch) {
      const images = Uint32Array.from(
        { length: Math.min(batch, count - from) },
        (_, i) => first + from + i,
      );
      const answers = await classifiers.logits(weights, images);
      answers.forEach((answer, row) => {
        logits[row]?.set(answer, from * classes);
      });
      yield (at + (from + images.length) / count) / sets.length;
    }
    onLogits?.(logits);
    found.set(
      weights,
      logits.map((each) => validationFigures(each, targets, classes, groups, unjudged)),
    );
  }
  return found;
}
