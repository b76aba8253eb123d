import { counted } from '#core/counted.ts';
import { SPLITS } from '#core/strategy/domain.ts';
import type { DataConfig, OwnData } from '#core/strategy/strategy-config.ts';

/** Digits of a digest that are said: enough to tell images apart by eye. */
const DIGITS = 8;

export const imagesIn = (images: DataConfig['images']): number =>
  SPLITS.reduce((sum, split) => sum + images[split], 0);

/** A person's images by name, count, side and first digits of the digest. */
export const ownImagesWords = ({ name, images, size, digest }: OwnData): string =>
  `“${name}” (${counted(imagesIn(images), 'image')} of ${size} px, digest ${digest.slice(0, DIGITS)}…)`;

/** Words for why the same files may give another digest. */
export const DECODER_WORDS =
  'The same files have another digest where the side or the shares of the splits differ, and browsers’ decoders of JPEG may differ by a bit; of PNG they do not.';

/** Bytes that images take while they are trained on: decoded, and each of those bytes as a number of four. */
export const memoryOf = (images: DataConfig['images'], size: number): number =>
  5 * imagesIn(images) * size * size * 3;
