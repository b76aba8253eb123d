import { unzlibSync } from 'fflate';
import { SPRITE_PICTURES, SPRITE_SIZE } from './catalogue.ts';

/**
 * The pictures of one set: RGBA, colours multiplied by their alpha, one sprite after the other in the catalogue's order,
 * [sprite, row, column, 4].
 */
export type SpriteSheet = Uint8Array;

/** Bytes of one sprite. */
export const SPRITE_BYTES = SPRITE_SIZE * SPRITE_SIZE * 4;

/** Unpacks a file of `public/sprites`. Throws an Error if it holds something else. */
export function unpackSheet(packed: Uint8Array): SpriteSheet {
  const sheet = unzlibSync(packed);
  const bytes = SPRITE_PICTURES.length * SPRITE_BYTES;
  if (sheet.length !== bytes)
    throw new Error(
      `a sheet of ${SPRITE_PICTURES.length} sprites has ${bytes} bytes, not ${sheet.length}`,
    );
  return sheet;
}
