import { describe, expect, test } from 'vitest';
import { Damage } from '#archive/damage.ts';
import { type Draws, draws } from '#core/random.ts';
import { readImageHeader } from '#datasets/own/image-header.ts';
import { type OwnImages, readOwnImages } from '#datasets/own/read-own-images.ts';
import { openZip } from '#datasets/own/zip.ts';
import { openOwnImages } from '#engine/strategy/own-images.ts';
import { folderOf, pngOf, SAMPLES, SHARES, zipOf } from './own-fixtures.ts';

/** Damaged files of a person are read, or refused with the file and the reason: nothing else happens. */

const KINDS = Object.keys(SAMPLES) as (keyof typeof SAMPLES)[];

/** Bytes changed at random places, cut off, doubled, or filled with something else. */
function damage(bytes: Uint8Array, reader: Draws): Uint8Array {
  const at = () => reader.integer(Math.max(1, bytes.length));
  switch (reader.integer(5)) {
    case 0:
      return bytes.slice(0, at());
    case 1: {
      const copy = bytes.slice();
      for (let i = reader.integer(8); i >= 0; i--) copy[at()] = reader.integer(256);
      return copy;
    }
    case 2: {
      const [from, to] = [at(), at()].sort((a, b) => a - b) as [number, number];
      const copy = new Uint8Array(bytes.length + to - from);
      copy.set(bytes.subarray(0, to));
      copy.set(bytes.subarray(from), to);
      return copy;
    }
    case 3: {
      const from = at();
      const copy = bytes.slice();
      copy.fill(reader.integer(256), from, from + reader.integer(200));
      return copy;
    }
    default: {
      const [from, to] = [at(), at()].sort((a, b) => a - b) as [number, number];
      const copy = new Uint8Array(bytes.length - (to - from));
      copy.set(bytes.subarray(0, from));
      copy.set(bytes.subarray(to), from);
      return copy;
    }
  }
}

/** Pieces that turn up where they should not, put in place of others. */
const PIECES = [
  '',
  '0',
  '-1',
  '1e999',
  'null',
  '""',
  '[]',
  '{}',
  '"',
  '<',
  '&x;',
  ',',
  ';',
  '\n',
  '\0',
  '|',
  '../',
  '\u202e',
  '__proto__',
  '9'.repeat(400),
  '['.repeat(3000),
  '<a>'.repeat(3000),
  'x'.repeat(5000),
  '🐈'.repeat(200),
  '\uFEFF',
];

function damageText(text: string, reader: Draws): string {
  const parts = text.split(/\b/);
  for (let i = reader.integer(4); i >= 0; i--)
    parts[reader.integer(Math.max(1, parts.length))] = PIECES[
      reader.integer(PIECES.length)
    ] as string;
  return parts.join('');
}

async function outcome(
  read: () => Promise<Pick<OwnImages, 'classes' | 'images'>>,
): Promise<'read' | 'refused'> {
  try {
    const own = await read();
    const labels = own.images.flatMap((image) => image.labels);
    expect(labels.every((label) => label >= 0 && label < own.classes.length)).toBe(true);
    return 'read';
  } catch (error) {
    expect(error).toBeInstanceOf(Damage);
    const { message } = error as Damage;
    // names a file or what holds it, says more than that, and fits on a screen
    expect(message).toMatch(/pictures|my\.zip|Annotations|\.(json|xml|csv|txt|png|jpg)/);
    expect(message.length).toBeGreaterThan(15);
    expect(message.length).toBeLessThan(1200);
    return 'refused';
  }
}

const count = (list: readonly string[], what: string) =>
  list.filter((each) => each === what).length;

/** Opens an archive as a browser's worker does, but for the pixels: a file of an odd length is no picture. */
async function opened(archive: Uint8Array): Promise<'read' | 'refused'> {
  const command = {
    kind: 'openOwn',
    name: 'my.zip',
    files: [{ path: 'my.zip', file: new Blob([archive as Uint8Array<ArrayBuffer>]) }],
    size: 4,
    seed: 0,
    shares: SHARES,
  } as const;
  return outcome(async () => {
    const opening = openOwnImages(command, async (bytes, size) => {
      if (bytes.length % 2 === 1) throw new Error('the decoder gives up');
      return new Uint8Array(size * size * 3);
    });
    let next = await opening.next();
    while (!next.done) next = await opening.next();
    const { set } = next.value;
    expect(set.pixels).toHaveLength(Math.floor(set.labels.length / set.classes.length) * 48);
    return { classes: set.classes, images: [] };
  });
}

test('of 200 damaged archives each is opened, or refused in words', async () => {
  const outcomes: string[] = [];
  for (let seed = 0; seed < 200; seed++) {
    const sample = SAMPLES[KINDS[seed % KINDS.length] as keyof typeof SAMPLES];
    outcomes.push(await opened(damage(zipOf(sample), draws([seed, 1]))));
  }
  expect(count(outcomes, 'refused') + count(outcomes, 'read')).toBe(200);
  expect(count(outcomes, 'refused')).toBeGreaterThan(100);
});

describe.each(KINDS)('%s', (kind) => {
  const sample: Readonly<Record<string, string | Uint8Array>> = SAMPLES[kind];

  test('of 40 with files lost or under other names each is read, or refused in words', async () => {
    const names = [
      '🐈.png',
      '猫.png',
      'قطة.jpg',
      'חתול.png',
      'кошка.xml',
      'แมว.csv',
      'बिल्ली.json',
      'a'.repeat(300),
      '..',
      'x/../../y.png',
      'con',
      '\u202egnp.a',
      'A.PNG',
      ' .png',
    ];
    for (let seed = 0; seed < 40; seed++) {
      const reader = draws([seed, 3]);
      const contents = Object.fromEntries(
        Object.entries(sample).flatMap(([path, content]) => {
          const fate = reader.integer(6);
          if (fate === 0) return [];
          return [[fate === 1 ? (names[reader.integer(names.length)] as string) : path, content]];
        }),
      );
      await outcome(() => readOwnImages(folderOf(contents), SHARES, 1));
      await outcome(async () => readOwnImages(openZip(zipOf(contents), 'my.zip'), SHARES, 1));
    }
  });
});

const ANNOTATED = KINDS.filter((kind) => kind !== 'folders');

test.each(ANNOTATED)(
  'of 60 data sets with damaged annotations each is read, or refused in words: %s',
  async (kind) => {
    const sample: Readonly<Record<string, string | Uint8Array>> = SAMPLES[kind];

    const outcomes: string[] = [];
    const texts = Object.keys(sample).filter((path) => typeof sample[path] === 'string');
    for (let seed = 0; seed < 60; seed++) {
      const reader = draws([seed, 2]);
      const path = texts[reader.integer(texts.length)] as string;
      const contents = { ...sample, [path]: damageText(String(sample[path]), reader) };
      outcomes.push(await outcome(() => readOwnImages(folderOf(contents), SHARES, 1)));
    }
    expect(count(outcomes, 'refused')).toBeGreaterThan(5);
    expect(count(outcomes, 'read') + count(outcomes, 'refused')).toBe(60);
  },
);

test('of 300 damaged pictures each says its size, or is refused by name', () => {
  let refused = 0;
  for (let seed = 0; seed < 300; seed++) {
    const reader = draws([seed, 4]);
    const bytes =
      seed % 3 === 0
        ? Uint8Array.from({ length: reader.integer(80) }, () => reader.integer(256))
        : damage(pngOf(reader.bits(), reader.bits() >>> reader.integer(32)), reader);
    if (seed % 3 === 2) bytes.set([0xff, 0xd8, 0xff, 0xe0].slice(0, bytes.length)); // as a JPEG begins
    try {
      const { width, height } = readImageHeader(bytes, 'cat.png');
      expect(width > 0 && height > 0 && width * height <= 50e6).toBe(true);
    } catch (error) {
      expect(error).toBeInstanceOf(Damage);
      expect((error as Damage).message).toMatch(/^cat\.png .{8}/);
      refused++;
    }
  }
  expect(refused).toBeGreaterThan(150);
});
