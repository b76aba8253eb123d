import { cos, exp, log, pow, sin } from '#core/maths.ts';
import type { Draws } from '#core/random.ts';
import type { AugmentationCoefficients, Cut } from './augmentations.ts';
import { brighter, contrasted, saturated, stretched, turnedHue } from './colour-changes.ts';
import {
  afterColour,
  afterWarp,
  type Box,
  type Colour,
  EMPTY_BOX,
  type ImageChange,
  type ImageStatistics,
  SAME_COLOUR,
  SAME_PLACE,
  type Warp,
} from './image-change.ts';

/** Draws how an image of `size` px is changed; `partner` is whom it is mixed with, if it is. */
export function drawChange(
  c: AugmentationCoefficients,
  size: number,
  statistics: ImageStatistics,
  mean: Colour,
  partner: number,
  reader: Draws,
): ImageChange {
  const basic: Parts = {
    warp: afterWarp(shift(c.shift, size, reader), mirror(reader.uniform() < c.flip, size)),
    colour: [
      brighter(around(0, c.brightness, reader)),
      contrasted(around(1, c.contrast, reader), statistics),
      saturated(around(1, c.saturation, reader)),
      turnedHue(around(0, c.hue, reader)),
    ].reduce(afterColour, SAME_COLOUR),
    solarize: 2,
    levels: 0,
  };
  const changed = Array.from({ length: c.randomChanges }).reduce<Parts>(
    (parts) => randomChange(parts, c.magnitude, size, statistics, reader),
    basic,
  );
  const isCut = reader.uniform() < c.cut.probability;
  return {
    ...changed,
    cut: isCut ? cutBox(c.cut, size, reader) : EMPTY_BOX,
    cutColour: c.cut.anyColour > 0 ? [reader.uniform(), reader.uniform(), reader.uniform()] : mean,
    ...mixture(c, size, partner, reader),
  };
}

const around = (middle: number, most: number, reader: Draws): number =>
  reader.between(middle - most, middle + most);

/** Shifts by whole pixels, so that nothing is blurred. */
function shift(share: number, size: number, reader: Draws): Warp {
  const most = Math.floor(share * size);
  const by = () => reader.integer(2 * most + 1) - most;
  return [1, 0, by(), 0, 1, by()];
}

const mirror = (isMirrored: boolean, size: number): Warp =>
  isMirrored ? [-1, 0, size - 1, 0, 1, 0] : SAME_PLACE;

/** The middle of an image stays where it is. */
function aboutMiddle([a, b, c, d, e, f]: Warp, size: number): Warp {
  const middle = (size - 1) / 2;
  return [a, b, c + middle - a * middle - b * middle, d, e, f + middle - d * middle - e * middle];
}

type Parts = Pick<ImageChange, 'warp' | 'colour' | 'solarize' | 'levels'>;

/** Levels of a colour: 8 bits down to 4. */
const LEVELS = [256, 128, 64, 32, 16];

/**
 * One of RandAugment's changes at a magnitude in [0, 1], with the ranges of its paper. Left out are equalizing and
 * sharpening, which are no matrix of colours.
 */
function randomChange(
  parts: Parts,
  magnitude: number,
  size: number,
  statistics: ImageStatistics,
  reader: Draws,
): Parts {
  const signed = magnitude * (reader.uniform() < 0.5 ? -1 : 1);
  const warped = (warp: Warp): Parts => ({
    ...parts,
    warp: afterWarp(parts.warp, aboutMiddle(warp, size)),
  });
  const coloured = (matrix: ReturnType<typeof brighter>): Parts => ({
    ...parts,
    colour: afterColour(parts.colour, matrix),
  });
  const CHANGES: readonly (() => Parts)[] = [
    () => parts,
    () => coloured(stretched(statistics)),
    () => {
      const angle = (signed * Math.PI) / 6;
      const [co, si] = [cos(angle), sin(angle)];
      return warped([co, -si, 0, si, co, 0]);
    },
    () => warped([1, 0.3 * signed, 0, 0, 1, 0]),
    () => warped([1, 0, 0, 0.3 * signed, 1, 0]),
    () => warped([1, 0, 0.3 * signed * size, 0, 1, 0]),
    () => warped([1, 0, 0, 0, 1, 0.3 * signed * size]),
    () => ({ ...parts, solarize: Math.min(parts.solarize, 1 - magnitude) }),
    () => ({ ...parts, levels: LEVELS[Math.round(4 * magnitude)] as number }),
    () => coloured(saturated(1 + 0.9 * signed)),
    () => coloured(contrasted(1 + 0.9 * signed, statistics)),
    () => coloured(brighter(0.5 * signed)),
  ];
  return (CHANGES[reader.integer(CHANGES.length)] as () => Parts)();
}

function cutBox(cut: Cut, size: number, reader: Draws): Box {
  const area = reader.between(cut.leastArea, cut.mostArea) * size * size;
  const aspect = exp(reader.between(log(cut.narrowest), log(cut.widest)));
  const [width, height] = [Math.sqrt(area * aspect), Math.sqrt(area / aspect)];
  const place = (length: number) => {
    const edge = cut.inside > 0 ? Math.min(length, size) / 2 : 0;
    return reader.between(edge, size - edge);
  };
  return boxAbout(place(width), place(height), width, height, size);
}

/** Cut off at the edges, and at whole pixels. */
function boxAbout(x: number, y: number, width: number, height: number, size: number): Box {
  const at = (place: number) => Math.max(0, Math.min(size, Math.round(place)));
  return [at(x - width / 2), at(y - height / 2), at(x + width / 2), at(y + height / 2)];
}

function mixture(
  { mixAlpha, mixBoxes }: AugmentationCoefficients,
  size: number,
  partner: number,
  reader: Draws,
): Pick<ImageChange, 'partner' | 'keep' | 'mixBox'> {
  if (mixAlpha === 0) return { partner, keep: 1, mixBox: EMPTY_BOX };
  const keep = beta(mixAlpha, reader);
  if (reader.uniform() >= mixBoxes) return { partner, keep, mixBox: EMPTY_BOX };
  const side = size * Math.sqrt(1 - keep);
  const mixBox = boxAbout(reader.between(0, size), reader.between(0, size), side, side, size);
  return { partner, keep: 1, mixBox };
}

/** Draws from Beta(α, α), α ≤ 1 (Jöhnk 1964). */
function beta(alpha: number, reader: Draws): number {
  for (;;) {
    const x = pow(reader.uniform(), 1 / alpha);
    const y = pow(reader.uniform(), 1 / alpha);
    if (x + y > 0 && x + y <= 1) return x / (x + y);
  }
}
