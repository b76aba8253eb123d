import type { Device } from '#compute/device.ts';
import type { ElsewhereResult } from '#core/strategy/experiments/experiment.ts';
import type { ImageSet } from '#core/strategy/image-set.ts';
import type { ClassifierSetup, Classifiers } from '../classifier/classifiers.ts';
import { openClassifiers } from '../classifier/open-classifiers.ts';
import type { FrequencyGroups } from '../metrics/frequency-groups.ts';
import { validationFigures } from './figures.ts';
import { firstOf } from './image-set.ts';

/** Classifiers that have trained, and on what. */
interface Trained {
  readonly device: Device;
  readonly setup: ClassifierSetup;
  readonly classifiers: Classifiers;
  /** Names of their classes, [C]. */
  readonly classes: readonly string[];
  readonly groups: FrequencyGroups;
}

/**
 * Tests each row by the fast average of its weights on the test images of other data, of which it has learned nothing:
 * classes of the same name count, the others are not judged. Throws a RangeError where the images are of another size.
 */
export async function testElsewhere(trained: Trained, other: ImageSet): Promise<ElsewhereResult> {
  const { device, setup, classifiers, classes, groups } = trained;
  if (other.size !== setup.size)
    throw new RangeError(
      `images of ${other.size} px cannot be told by a classifier of ${setup.size} px`,
    );
  const places = classes.map((name) => other.classes.indexOf(name));
  const shared = places.filter((place) => place >= 0).length;
  if (shared === 0) return { shared, mAP: Array.from({ length: setup.rows }, () => null) };
  const count = other.images.test;
  const { labels, unjudged } = renamed(other, places);
  const from = firstOf(other, 'test') * other.size * other.size * 3;
  const pixels = other.pixels.subarray(from, from + count * other.size * other.size * 3);
  const there = await openClassifiers(device, { ...setup, images: { pixels, labels } });
  try {
    there.restore(await classifiers.snapshot());
    const logits = await there.logits(
      'fast',
      Uint32Array.from({ length: count }, (_, at) => at),
    );
    const mAP = logits.map(
      (each) => validationFigures(each, labels, classes.length, groups, unjudged).mAP,
    );
    return { shared, mAP };
  } finally {
    there.dispose();
  }
}

/** Labels of the test images by the classes at `places` of theirs, [N, C]; a class that is not among them is not judged. */
function renamed(
  set: ImageSet,
  places: readonly number[],
): { readonly labels: Uint8Array; readonly unjudged: Uint8Array } {
  const { length } = set.classes;
  const first = firstOf(set, 'test');
  const labels = new Uint8Array(set.images.test * places.length);
  const unjudged = new Uint8Array(labels.length);
  for (let image = 0; image < set.images.test; image++)
    places.forEach((place, at) => {
      const from = (first + image) * length + place;
      labels[image * places.length + at] = place < 0 ? 0 : (set.labels[from] as number);
      unjudged[image * places.length + at] = place < 0 ? 1 : (set.unjudged?.[from] ?? 0);
    });
  return { labels, unjudged };
}
