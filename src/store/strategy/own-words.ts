import { counted } from '#core/counted.ts';
import { SPLITS } from '#core/strategy/domain.ts';
import type { OwnData } from '#core/strategy/strategy-config.ts';

/** Digits of a digest that are said: enough to tell images apart by eye. */
const DIGITS = 8;

/** A person's images by name, count, side and first digits of the digest. */
export function ownImagesWords({ name, images, size, digest }: OwnData): string {
  const count = SPLITS.reduce((sum, split) => sum + images[split], 0);
  return `“${name}” (${counted(count, 'image')} of ${size} px, digest ${digest.slice(0, DIGITS)}…)`;
}
