import { STYLES } from '#core/strategy/domain.ts';
import { type SpriteSheet, unpackSheet } from '#datasets/sprites/sheet.ts';

/** The packed files as they are shipped: read in Node, fetched in a browser. */
async function packedSheet(style: string): Promise<Uint8Array> {
  const path = `sprites/${style}.bin`;
  if ('document' in globalThis)
    return new Uint8Array(await (await fetch(`/${path}`)).arrayBuffer());
  const { readFile } = await import('node:fs/promises');
  return readFile(new URL(`../../public/${path}`, import.meta.url));
}

export async function loadSheets(): Promise<Record<(typeof STYLES)[number], SpriteSheet>> {
  const [noto, fluent, twemoji] = (await Promise.all(
    STYLES.map(async (style) => unpackSheet(await packedSheet(style))),
  )) as [SpriteSheet, SpriteSheet, SpriteSheet];
  return { noto, fluent, twemoji };
}
