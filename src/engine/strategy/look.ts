import { exp } from '#core/maths.ts';
import { draws } from '#core/random.ts';
import type { Looked, LookedImage, LookQuestion } from '#protocol/strategy-images.ts';
import { strategyKey } from '#strategy/keys.ts';
import { changeImage } from '#strategy/recipes/change-image.ts';
import { drawChange } from '#strategy/recipes/draw-change.ts';
import { statisticsOf } from '#strategy/recipes/image-change.ts';
import { augmentationNamed } from '#strategy/recipes/named.ts';
import { firstOf, labelsOf, pixelsOf } from '#strategy/run/image-set.ts';
import type { StrategyRun } from '#strategy/run/strategy-run.ts';

/** Images shown at most. */
const MOST = 24;

/**
 * Looks at some images as a row of a run sees them. They are changed as the row's augmentation would change them at
 * this step, each mixed with the next one where it mixes; the run is left as it is.
 */
export async function lookAtImages(
  run: StrategyRun,
  { row, split, label, from, count }: LookQuestion,
): Promise<Omit<Looked, 'run'>> {
  const { set, around, classifiers, state } = run;
  if (!(row in around.config.rows)) throw new RangeError(`there is no row ${row}`);
  const first = firstOf(set, split);
  const showing = Array.from({ length: set.images[split] }, (_, at) => at).filter(
    (at) => label === null || labelsOf(set, first + at).includes(label),
  );
  const shown = showing.slice(from, from + Math.min(count, MOST));
  const positions = Uint32Array.from(shown, (at) => first + at);
  const logits = (await classifiers.logits('fast', positions))[row] as Float32Array;
  const changed = changedImages(run, row, positions);
  const classes = set.classes.length;
  return {
    kind: 'looked',
    ...{ row, split, label, from, total: showing.length },
    step: state.step,
    size: set.size,
    images: shown.map(
      (position, at): LookedImage => ({
        position,
        pixels: pixelsOf(set, first + position).slice(),
        changed: changed[at] as Uint8Array,
        labels: labelsOf(set, first + position),
        probabilities: logits
          .slice(at * classes, (at + 1) * classes)
          .map((logit) => 1 / (1 + exp(-logit))),
      }),
    ),
  };
}

function changedImages(
  { set, around, choices, state }: StrategyRun,
  row: number,
  positions: Uint32Array,
): readonly Uint8Array[] {
  const { coefficients } = augmentationNamed(choices(row)?.augmentation ?? 'none');
  const bytes = set.size * set.size * 3;
  const pixels = new Float32Array(positions.length * bytes);
  positions.forEach((position, at) => {
    const own = pixelsOf(set, position);
    for (let i = 0; i < bytes; i++) pixels[at * bytes + i] = (own[i] as number) / 255;
  });
  const changes = Array.from(positions, (_, at) => {
    const reader = draws(strategyKey(around.config.seed, 'augment', state.step, at));
    reader.uniform(); // by which training chooses between two augmentations
    const statistics = statisticsOf(pixels.subarray(at * bytes, (at + 1) * bytes));
    const partner = (at + 1) % positions.length;
    return drawChange(coefficients, set.size, statistics, around.mean, partner, reader);
  });
  return changes.map((_, at) =>
    Uint8Array.from(changeImage(pixels, set.size, changes, at), (level) => Math.round(level * 255)),
  );
}
