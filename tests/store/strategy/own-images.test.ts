import { expect, test } from 'vitest';
import type { ImageSet } from '#core/strategy/image-set.ts';
import { ownImagesOf } from '#store/strategy/own-images.ts';
import { createMemoryLibrary } from '../library/memory-library.ts';

const set = (level: number): ImageSet => ({
  size: 1,
  classes: ['cat'],
  pixels: new Uint8Array(9).fill(level),
  labels: Uint8Array.of(1, 0, 1),
  images: { train: 1, validation: 1, test: 1 },
});

test('images that a kept run needs stay; of the others the three newest do', async () => {
  const library = createMemoryLibrary();
  const own = ownImagesOf(library);
  const record = { config: { data: { kind: 'own', digest: 'needed' } } };
  await library.tables.write([{ kind: 'put', table: 'strategies', key: 'run', value: record }]);
  const names = ['needed', 'a', 'b', 'c', 'd'];
  for (const [at, name] of names.entries()) {
    await own.put(name, set(at));
    await new Promise((resolve) => setTimeout(resolve, 2)); // so that one is newer than the other
  }
  const kept = await Promise.all(names.map(async (name) => (await own.get(name)) !== null));
  expect(kept).toEqual([true, false, true, true, true]);
  expect((await own.get('needed'))?.pixels).toEqual(set(0).pixels);
});
