import { draws } from '#core/random.ts';
import type { DomainSettings, Split } from '#core/strategy/domain.ts';
import { compose, type SeenObject } from './images/compose.ts';
import { SHAPE_CLASSES, SHAPE_SCENES, SHAPE_STAMPS } from './images/shape-stamps.ts';
import { type SpriteSheets, type Stamps, spriteStamps } from './images/stamps.ts';
import { DATA_PURPOSE, keyOfImage } from './keys.ts';
import { meanLabelCount } from './labels/label-count.ts';
import { noteLabels } from './labels/label-noise.ts';
import { labelSampler } from './labels/label-sampler.ts';
import { longTail } from './labels/long-tail.ts';
import { scenesOf } from './scenes.ts';
import { SPRITE_CLASSES } from './sprites/catalogue.ts';

/** One drawn image with all that is known of it. */
export interface DrawnImage {
  readonly pixels: Uint8Array; // [S, S, 3]
  /** [C] 1 where the class is noted down; of training images, with the noise of the domain. */
  readonly labels: Uint8Array;
  readonly scene: number;
  readonly objects: readonly SeenObject[];
}

/** A data set whose images can be drawn one by one, in any order, each as often as one likes. */
export interface ImageSource {
  readonly classes: readonly string[];
  /** [classes] How often each is to be in an image, noise left out. */
  readonly frequencies: Float64Array;
  readonly image: (split: Split, index: number) => DrawnImage;
}

/**
 * The images of a domain under a seed. Scenes need the sheets of their styles. Throws a RangeError for settings that
 * cannot be met, and where a sheet is missing.
 */
export function openDomain(
  settings: DomainSettings,
  seed: number,
  sheets: SpriteSheets = {},
): ImageSource {
  const { names, scenes, sceneNames, stamps } = partsOf(settings, sheets);
  const frequencies = frequenciesOf(settings, names.length);
  const sampler = labelSampler({
    frequencies,
    count: settings.labelCount,
    scenes,
    coOccurrence: settings.coOccurrence,
  });
  const extra = settings.sceneLabels ? sceneNames : [];
  const classes = [...names, ...extra];
  const ofScenes = Float64Array.from(extra, () => 1 / scenes.length);
  const all = Float64Array.from([...frequencies, ...ofScenes]);
  return {
    classes,
    frequencies: all,
    image(split, index) {
      const drawn = sampler(keyOfImage(seed, 'labels', split, index));
      const key = keyOfImage(seed, 'picture', split, index);
      const { pixels, objects } = compose(drawn, (at) => at, stamps, settings, key);
      const labels = new Uint8Array(classes.length);
      for (const at of drawn.classes) labels[at] = 1;
      if (settings.sceneLabels) labels[names.length + drawn.scene] = 1;
      const noise = draws(keyOfImage(seed, 'noise', split, index));
      const noted = split === 'train' ? noteLabels(labels, all, settings, noise) : labels;
      return { pixels, labels: noted, scene: drawn.scene, objects };
    },
  };
}

interface Parts {
  readonly names: readonly string[];
  readonly scenes: readonly (readonly number[])[];
  readonly sceneNames: readonly string[];
  readonly stamps: Stamps;
}

function partsOf({ kind, classes, styles }: DomainSettings, sheets: SpriteSheets): Parts {
  if (kind === 'shapes') {
    if (classes !== SHAPE_CLASSES.length)
      throw new RangeError(`there are ${SHAPE_CLASSES.length} classes of shapes, not ${classes}`);
    return {
      names: SHAPE_CLASSES,
      scenes: SHAPE_SCENES,
      sceneNames: ['red', 'green', 'blue'],
      stamps: SHAPE_STAMPS,
    };
  }
  const scenes = scenesOf(classes);
  if (classes > SPRITE_CLASSES.length || scenes.length === 0)
    throw new RangeError(`scenes can have 11 to ${SPRITE_CLASSES.length} classes, not ${classes}`);
  const names = SPRITE_CLASSES.slice(0, classes);
  const missing = styles.filter((style) => !sheets[style]);
  if (styles.length === 0 || missing.length > 0)
    throw new RangeError(
      `scenes need the sprites of their styles: ${missing.join(', ') || 'none is chosen'}`,
    );
  return {
    names,
    scenes: scenes.map(({ members }) => members),
    sceneNames: scenes.map(({ name }) => name),
    stamps: spriteStamps(
      styles.flatMap((style) => sheets[style] ?? []),
      [...names.keys()],
    ),
  };
}

/** Frequencies by class: the long tail in the order of the domain. */
function frequenciesOf(
  { longTail: rho, labelCount, order }: DomainSettings,
  classes: number,
): Float64Array {
  const byRank = longTail(classes, rho, meanLabelCount(labelCount));
  const ranks = Array.from({ length: classes }, (_, at) => at);
  if (order !== 0) {
    const reader = draws([order, DATA_PURPOSE.order]);
    for (let i = classes - 1; i > 0; i--) {
      const j = reader.integer(i + 1);
      [ranks[i], ranks[j]] = [ranks[j] as number, ranks[i] as number];
    }
  }
  return Float64Array.from(ranks, (rank) => byRank[rank] as number);
}
