import { describe, expect, test } from 'vitest';
import { Damage } from '#archive/damage.ts';
import { countImages, emptySplits, memoryOf } from '#datasets/own/preview.ts';
import { readOwnImages } from '#datasets/own/read-own-images.ts';
import { openZip } from '#datasets/own/zip.ts';
import { folderOf, pngOf, SAMPLES, SHARES, zipOf } from './own-fixtures.ts';

const read = (contents: Readonly<Record<string, string | Uint8Array>>) =>
  readOwnImages(folderOf(contents), SHARES, 1);

describe.each([
  ['coco', 'coco', ['cat', 'dog', 'emu'], 12],
  ['voc', 'voc', ['dog', 'cat'], 8],
  ['csv', 'csv', ['cat', 'dog'], 9],
  ['wide', 'csv', ['cat', 'dog'], 9],
  ['folders', 'folders', ['cat', 'dog'], 12],
] as const)('%s', (sample, kind, classes, count) => {
  test('is read the same from a folder and from a zip', async () => {
    const fromFolder = await read(SAMPLES[sample]);
    const fromZip = await readOwnImages(openZip(zipOf(SAMPLES[sample]), 'a.zip'), SHARES, 1);
    expect(fromZip).toEqual(fromFolder);
    expect(fromFolder).toMatchObject({ kind, classes, notes: [] });
    expect(fromFolder.images).toHaveLength(count);
  });

  test('is read the same in whatever order its files are listed', async () => {
    const listed = folderOf(SAMPLES[sample]);
    const files = new Map([...listed.files].reverse());
    expect(await readOwnImages({ ...listed, files }, SHARES, 1)).toEqual(
      await read(SAMPLES[sample]),
    );
  });

  test('counts its classes by split', async () => {
    const own = await read(SAMPLES[sample]);
    const counts = countImages(own);
    const total = counts.classes.map(
      ({ images }) => images.train + images.validation + images.test,
    );
    expect(total).toEqual(
      classes.map((_, at) => own.images.filter(({ labels }) => labels.includes(at)).length),
    );
    expect(memoryOf(own, 32)).toBe(count * 32 * 32 * 3);
  });
});

test('splits that the annotations name are kept; else every class is shared out', async () => {
  const voc = await read(SAMPLES.voc);
  expect(voc.images.map(({ split }) => split)).toEqual([
    ...Array(4).fill('train'),
    ...Array(2).fill('validation'),
    ...Array(2).fill('test'),
  ]);
  expect(emptySplits(await read(SAMPLES.coco))).toEqual([]);
  expect(emptySplits(await read(SAMPLES.folders))).toEqual(['validation']);
});

test('several files of COCO are one data set', async () => {
  const part = (file: string) =>
    JSON.stringify({
      images: [{ id: 1, file_name: file }],
      annotations: [{ image_id: 1, category_id: 2 }],
      categories: [
        { id: 1, name: 'cat' },
        { id: 2, name: 'dog' },
      ],
    });
  const png = pngOf(4, 4);
  const own = await read({
    'instances_train.json': part('a.png'),
    'instances_val.json': part('b.png'),
    'x/a.png': png,
    'x/b.png': png,
  });
  expect(own.images.map(({ labels, split }) => [labels, split])).toEqual([
    [[1], 'train'],
    [[1], 'validation'],
  ]);
  await expect(
    read({ 'a.json': part('a.png'), 'b.json': part('b.png').replace('dog', 'emu'), 'a.png': png }),
  ).rejects.toThrow('a.json and b.json name different classes');
});

describe('names', () => {
  const png = pngOf(4, 4);
  const NAMES = [
    'кошка',
    'γάτα',
    '猫',
    '고양이',
    'قطة',
    'חתול',
    'แมว',
    'बिल्ली',
    'കാറ്റ്',
    'ძაღლი',
    'կատու',
    'ድመት',
    'Ünïcödé',
    'e\u0301te\u0301',
    '🐈‍⬛',
    'a b  c',
    "it's",
    'ﬁ',
    'İı',
    '__proto__',
    'constructor',
    'CON',
  ];

  test.each(NAMES)('%s is a file and a class', async (name) => {
    const csv = `file,labels\n"${name}.png",${name}\n"${name}2.png",x|${name}\n`;
    const contents = { 'a.csv': csv, [`d/${name}.png`]: png, [`d/${name}2.png`]: png };
    for (const own of [
      await read(contents),
      await readOwnImages(openZip(zipOf(contents), 'a.zip'), SHARES, 1),
    ]) {
      expect(own.classes).toEqual([name.normalize('NFC'), 'x']);
      expect(own.images.map(({ labels }) => labels)).toEqual([[0], [0, 1]]);
    }
  });

  test('composed and decomposed letters are the same', async () => {
    const own = await read({ 'a.csv': 'file,labels\n\u00e9.png,x', 'e\u0301.png': png });
    expect(own.images).toHaveLength(1);
  });

  test('what fits two images is refused, and what is there twice', async () => {
    const csv = { 'a.csv': 'file,labels\nb.png,x' };
    await expect(read({ ...csv, 'c/b.png': png, 'd/b.png': png })).rejects.toThrow(
      'a.csv names b.png, which fits c/b.png and d/b.png',
    );
    await expect(
      read({ 'a.csv': 'file,labels\nb.png,x\nc/b.png,x', 'c/b.png': png }),
    ).rejects.toThrow('a.csv names c/b.png twice');
    const whole = await read({
      'a.csv': 'file,labels\nc/b.png,x',
      'c/b.png': png,
      'd/c/b.png': png,
    });
    expect(whole.images[0]?.path).toBe('c/b.png');
  });

  test('what is not there, and what is not named, is noted', async () => {
    const own = await read({
      'a.csv': 'file,labels\nb.png,x\nc.png,y',
      'b.png': png,
      'd.png': png,
    });
    expect(own.notes).toEqual([
      '1 images that a.csv names are not there, the first is c.png',
      '1 images are not in a.csv and are left out',
    ]);
  });
});

test.each([
  [{}, 'pictures holds no images: PNG, JPEG, GIF, WebP or BMP'],
  [{ 'a.txt': 'x' }, 'pictures holds no images: PNG, JPEG, GIF, WebP or BMP'],
  [{ 'a.png': pngOf(1, 1) }, 'pictures names no class'],
  [
    { 'a.csv': 'file,labels\nb.png,x', 'a.png': pngOf(1, 1) },
    'a.csv names 1 images, and none of them is there; the first is b.png',
  ],
  [
    { 'a.csv': 'file,labels\na.png,x', 'b.json': '{}', 'a.png': pngOf(1, 1) },
    'pictures has annotations of two kinds, b.json and a.csv',
  ],
  [{ 'a.csv': Uint8Array.of(0xff, 0x80, 0x80), 'a.png': pngOf(1, 1) }, 'a.csv is no text in UTF-8'],
] as const)('%j is refused: %s', async (contents, message) => {
  await expect(read(contents)).rejects.toThrow(message);
  await expect(read(contents)).rejects.toThrow(Damage);
});

test('a table that a spreadsheet saved as UTF-16 is read', async () => {
  const text = '\uFEFFfile\tlabels\nb.png\tкот';
  const bytes = new Uint8Array(Uint16Array.from(text, (letter) => letter.charCodeAt(0)).buffer);
  expect((await read({ 'a.tsv': bytes, 'b.png': pngOf(1, 1) })).classes).toEqual(['кот']);
});

describe('twenty thousand images', () => {
  const png = pngOf(4, 4);
  const many = Array.from({ length: 20_000 }, (_, i) => i);
  const files = (path: (i: number) => string) =>
    Object.fromEntries(many.map((i) => [path(i), png] as const));

  test.each([
    ['in folders', files((i) => `all/c${i % 100}/${i}.png`)],
    [
      'of one name in folders of their own, in a table',
      {
        'a.csv': `file,labels\n${many.map((i) => `d${i}/x.png,c${i % 100}`).join('\n')}`,
        ...files((i) => `d${i}/x.png`),
      },
    ],
    [
      'in COCO',
      {
        'a.json': JSON.stringify({
          images: many.map((id) => ({ id, file_name: `${id}.png` })),
          annotations: many.map((id) => ({ image_id: id, category_id: id % 100 })),
          categories: many.slice(0, 100).map((id) => ({ id, name: `c${id}` })),
        }),
        ...files((i) => `images/${i}.png`),
      },
    ],
  ])('%s are read in seconds', async (_, contents) => {
    const started = performance.now();
    const own = await read(contents);
    expect(own.images).toHaveLength(20_000);
    expect(own.classes).toHaveLength(100);
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  test('and one more is refused', async () => {
    const contents = { ...files((i) => `all/c/${i}.png`), 'all/c/more.png': png };
    await expect(read(contents)).rejects.toThrow('pictures holds 20001 images; 20000 are the most');
  });
});
