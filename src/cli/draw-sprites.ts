import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import { zlibSync } from 'fflate';
import { STYLES, type Style } from '#core/strategy/domain.ts';
import { SPRITE_PICTURES, SPRITE_SIZE } from '#datasets/sprites/catalogue.ts';
import { ROOT } from './prepare.mjs';

/**
 * `npm run sprites`: draws the emoji of the catalogue into `public/sprites`, one sheet of pixels per set. Browsers draw
 * pictures each in its own way, so the page is given pixels, and needs none of these packages.
 */

const SETS: Readonly<Record<Style, string>> = {
  noto: import.meta.resolve('@iconify-json/noto/icons.json'),
  fluent: import.meta.resolve('@iconify-json/fluent-emoji-flat/icons.json'),
  twemoji: import.meta.resolve('@iconify-json/twemoji/icons.json'),
};

/** A set of pictures as Iconify packs it; a picture has the set's size unless it says its own. */
interface IconSet {
  readonly icons: Readonly<Record<string, Picture>>;
  readonly width: number;
  readonly height: number;
}

interface Picture {
  /** SVG elements. */
  readonly body: string;
  readonly left?: number;
  readonly top?: number;
  readonly width?: number;
  readonly height?: number;
}

/** RGBA, colours multiplied by their alpha, [row, column, 4]. */
function drawSprite(set: IconSet, name: string): Uint8Array {
  const picture = set.icons[name];
  if (!picture) throw new Error(`the set has no picture ${name}`);
  const { body, left = 0, top = 0, width = set.width, height = set.height } = picture;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="${left} ${top} ${width} ${height}">${body}</svg>`;
  const drawn = new Resvg(svg, { fitTo: { mode: 'width', value: SPRITE_SIZE } }).render();
  if (drawn.width !== SPRITE_SIZE || drawn.height !== SPRITE_SIZE)
    throw new Error(`${name} is not square`);
  return drawn.pixels;
}

const folder = join(ROOT, 'public/sprites');
mkdirSync(folder, { recursive: true });
for (const style of STYLES) {
  const set = JSON.parse(readFileSync(fileURLToPath(SETS[style]), 'utf8')) as IconSet;
  const sheet = Buffer.concat(SPRITE_PICTURES.map((name) => drawSprite(set, name)));
  const packed = zlibSync(sheet, { level: 9 });
  writeFileSync(join(folder, `${style}.bin`), packed);
  stdout.write(`${style}: ${SPRITE_PICTURES.length} sprites, ${packed.length} bytes\n`);
}
