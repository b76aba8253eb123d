import type { Style } from '#core/strategy/domain.ts';
import { SPRITE_SIZE } from '../sprites/catalogue.ts';
import { SPRITE_BYTES, type SpriteSheet } from '../sprites/sheet.ts';

/** Pictures that can be put into an image. */
export interface Stamps {
  /** Number of looks of each picture. */
  readonly looks: number;
  /** Pictures that are no class, to lie about. */
  readonly clutter: readonly number[];
  /**
   * Colour at a point of a picture, u to the right and v down in [0, 1): red, green, blue and alpha in [0, 255], colours
   * multiplied by alpha, into `out`.
   */
  readonly sample: (picture: number, look: number, u: number, v: number, out: Float64Array) => void;
}

/** Sprites; a look is a sheet. Pictures of no class lie about as clutter. */
export function spriteStamps(sheets: readonly SpriteSheet[], classes: readonly number[]): Stamps {
  const pictures = (sheets[0]?.length ?? 0) / SPRITE_BYTES;
  const taken = new Set(classes);
  return {
    looks: sheets.length,
    clutter: Array.from({ length: pictures }, (_, at) => at).filter((at) => !taken.has(at)),
    sample: (picture, look, u, v, out) => {
      const sheet = sheets[look] as SpriteSheet; // look < looks
      const column = Math.floor(u * SPRITE_SIZE);
      const row = Math.floor(v * SPRITE_SIZE);
      const at = picture * SPRITE_BYTES + (row * SPRITE_SIZE + column) * 4;
      for (let channel = 0; channel < 4; channel++) out[channel] = sheet[at + channel] as number;
    },
  };
}

/** Unpacked sheets by their sets. */
export type SpriteSheets = Readonly<Partial<Record<Style, SpriteSheet>>>;
