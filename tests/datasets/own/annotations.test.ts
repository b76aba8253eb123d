import { describe, expect, test } from 'vitest';
import { Damage } from '#archive/damage.ts';
import { readClassFolders } from '#datasets/own/class-folders.ts';
import { readCoco } from '#datasets/own/coco.ts';
import { readCsvLabels } from '#datasets/own/csv-labels.ts';
import { readPascalVoc } from '#datasets/own/pascal-voc.ts';

describe('COCO', () => {
  const root = {
    images: [
      { id: 7, file_name: 'a.jpg' },
      { id: 'x', file_name: '猫/ネコ.jpg' },
      { id: 9, file_name: 'none.jpg' },
    ],
    annotations: [
      { image_id: 7, category_id: 90 },
      { image_id: 7, category_id: 1 },
      { image_id: 7, category_id: 90 },
      { image_id: 'x', category_id: 90 },
    ],
    categories: [
      { id: 90, name: 'кот' },
      { id: 1, name: 'dog' },
    ],
  };

  test('an image has the classes of its annotations, whatever their ids', () => {
    expect(readCoco(JSON.stringify(root), 'all.json')).toEqual({
      classes: ['кот', 'dog'],
      files: [
        { name: 'a.jpg', labels: [0, 1], unjudged: [], split: null },
        { name: '猫/ネコ.jpg', labels: [0], unjudged: [], split: null },
        { name: 'none.jpg', labels: [], unjudged: [], split: null },
      ],
      notes: [],
    });
  });

  test.each([
    ['annotations/instances_train2017.json', 'train'],
    ['instances_val2017.json', 'validation'],
    ['test.json', 'test'],
    ['instances.json', null],
  ])('%s is of the split %s', (path, split) => {
    expect(readCoco(JSON.stringify(root), path).files[0]?.split).toBe(split);
  });

  test.each([
    ['{', 'a.json cannot be read'],
    ['[]', 'a.json is []; it must be an object'],
    [{ ...root, images: undefined }, '‘images’ of a.json is'],
    [{ ...root, images: [4] }, 'images[0] of a.json is 4'],
    [{ ...root, images: [{ id: 1 }] }, 'images[0] of a.json has no file_name'],
    [{ ...root, images: [{ file_name: 'a' }] }, 'the id of images[0] of a.json must be'],
    [
      { ...root, images: [...root.images, { id: 7, file_name: 'b' }] },
      'images[3] of a.json has the id 7, which another image has',
    ],
    [
      { ...root, annotations: [{ image_id: 8, category_id: 1 }] },
      'annotations[0] of a.json is of image 8, which is not in ‘images’',
    ],
    [
      { ...root, annotations: [{ image_id: 7, category_id: 2 }] },
      'annotations[0] of a.json is of category 2, which is not in ‘categories’',
    ],
    [
      { ...root, categories: [...root.categories, { id: 5, name: ' dog ' }] },
      'categories[2] of a.json is named ‘ dog ’, as another category is',
    ],
    [{ ...root, categories: [{ id: 5, name: '' }] }, 'a class without a name'],
    [
      { ...root, categories: Array.from({ length: 201 }, (_, id) => ({ id, name: `c${id}` })) },
      'a.json has more than 200 classes; ‘c200’ is one too many',
    ],
    ['['.repeat(5000) + ']'.repeat(5000), 'a.json is nested too deeply'],
  ])('%j is refused: %s', (content, message) => {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    expect(() => readCoco(text, 'a.json')).toThrow(message);
    expect(() => readCoco(text, 'a.json')).toThrow(Damage);
  });
});

describe('Pascal VOC', () => {
  const xml = (...objects: readonly (readonly [string, number])[]) =>
    `<?xml version="1.0"?><annotation>${objects
      .map(
        ([name, difficult]) =>
          `<object><name>${name}</name><difficult>${difficult}</difficult></object>`,
      )
      .join('')}</annotation>`;

  test('objects name the classes; difficult ones alone are not judged; image sets say the split', () => {
    const read = readPascalVoc(
      [
        { path: 'Annotations/1.xml', text: xml(['dog', 1], ['cat', 0], ['dog', 0]) },
        { path: 'Annotations/2.xml', text: xml(['cat', 1], ['&lt;b&gt;', 0]) },
        { path: 'Annotations/3.xml', text: xml() },
      ],
      [
        { path: 'ImageSets/Main/train.txt', text: '1\r\n' },
        { path: 'ImageSets/Main/val.txt', text: '2  \n9\n' },
        { path: 'ImageSets/Main/trainval.txt', text: '1\n2\n' },
        { path: 'ImageSets/Main/dog_train.txt', text: '1  1\n' },
      ],
    );
    expect(read).toEqual({
      classes: ['dog', 'cat', '<b>'],
      files: [
        { name: '1', labels: [0, 1], unjudged: [], split: 'train' },
        { name: '2', labels: [2], unjudged: [1], split: 'validation' },
        { name: '3', labels: [], unjudged: [], split: null },
      ],
      notes: ['1 images of the image sets have no annotation, the first is 9'],
    });
  });

  test('without XML the sets of each class say what is there', () => {
    const read = readPascalVoc(
      [],
      [
        { path: 'ImageSets/Main/cat_train.txt', text: '1  1\n2 -1\n' },
        { path: 'ImageSets/Main/potted plant_train.txt', text: '1  0\n2  1\n' },
        { path: 'ImageSets/Main/cat_test.txt', text: '3 -1\n' },
      ],
    );
    expect(read.classes).toEqual(['cat', 'potted plant']);
    expect(read.files).toEqual([
      { name: '1', labels: [0], unjudged: [1], split: 'train' },
      { name: '2', labels: [1], unjudged: [], split: 'train' },
      { name: '3', labels: [], unjudged: [], split: 'test' },
    ]);
  });

  test.each([
    ['<annotation><object>', /^Annotations\/1\.xml is no XML: line 1, /],
    ['', /^Annotations\/1\.xml is no XML/],
    ['<svg/>', 'Annotations/1.xml holds <svg>; an annotation of Pascal VOC holds <annotation>'],
    ['<annotation><object/></annotation>', 'object 1 of Annotations/1.xml has no <name>'],
    [xml(['  ', 0]), 'a class without a name'],
    [xml(['x'.repeat(300), 0]), 'of 300 characters; 100 are the most'],
    [
      '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><annotation>&c;</annotation>',
      /is no XML/,
    ],
  ])('%s is refused', (text, message) => {
    const read = () => readPascalVoc([{ path: 'Annotations/1.xml', text }], []);
    expect(read).toThrow(message);
    expect(read).toThrow(Damage);
  });

  test('an image in two splits is refused by name', () => {
    const sets = ['train', 'test'].map((split) => ({ path: `Main/${split}.txt`, text: '1\n' }));
    expect(() => readPascalVoc([{ path: 'A/1.xml', text: xml() }], sets)).toThrow(
      'Main/test.txt puts 1 into test, and another image set into train',
    );
  });
});

describe('CSV', () => {
  const read = (text: string) => readCsvLabels(text, 'a.csv');
  const labelsOf = (text: string) => {
    const { classes, files } = read(text);
    return files.map(({ name, labels }) => [name, ...labels.map((at) => classes[at])]);
  };

  test.each([
    ['file,labels\na.png,cat|dog\nb.png,\nc.png,dog', 'names between bars'],
    ['image;tags\r\n a.png ;"cat | dog"\r\nb.png;\r\nc.png;dog\r\n', 'semicolons between cells'],
    ['filename\tclass\na.png\tcat;dog\nb.png\t\nc.png\tdog', 'tabs, and semicolons between names'],
    ['\uFEFFpath,label\na.png,cat\na.png,dog\nb.png,\nc.png,dog\n\n', 'a row per label'],
    ['ImageID,LabelName,Confidence\na.png,cat,1\na.png,dog,0.8\nb.png,cat,0\nc.png,dog,1', 'sure'],
    ['file,cat,dog\na.png,1,1\nb.png,0,0\nc.png,,true', 'a column per class'],
  ])('%j: %s', (text) => {
    expect(labelsOf(text)).toEqual([['a.png', 'cat', 'dog'], ['b.png'], ['c.png', 'dog']]);
  });

  test('a column may say the split', () => {
    const { files } = read('file,labels,split\na,x,train\nb,x,VAL\nc,x,test\nd,x,\n');
    expect(files.map(({ split }) => split)).toEqual(['train', 'validation', 'test', null]);
  });

  test.each([
    ['', 'a.csv has no rows'],
    ['file,labels', 'a.csv has no rows'],
    ['a.png,cat\nb.png,dog', 'the first line of a.csv must name the columns'],
    ['file,labels\na.png', 'row 2 of a.csv has 1 cells; the first has 2'],
    ['file,labels\n,cat', 'row 2 of a.csv names no file'],
    ['file,split\na.png,train', 'a.csv has no column of labels'],
    ['file,cat\na.png,7', 'row 2 of a.csv says ‘7’ of cat; 1 or 0 would be right'],
    ['file,cat\na.png,1\na.png,0', 'row 3 of a.csv is about a.png, as a row before is'],
    ['file,cat,cat\na.png,1,1', 'a.csv has two columns named ‘cat’'],
    ['file,labels,split\na.png,x,foo', 'names the split ‘foo’; train, val or test would be right'],
    ['file,label,confidence\na.png,x,much', 'row 2 of a.csv has no number for its confidence'],
    ['file,labels\n"a.png,x', /^row \d of a\.csv: .*quot/i],
  ])('%j is refused: %s', (text, message) => {
    expect(() => read(text)).toThrow(message);
    expect(() => read(text)).toThrow(Damage);
  });
});

test('of folders each names a class, and one above it may name the split', () => {
  const { classes, files } = readClassFolders([
    'set/train/cat/1.png',
    'set/train/犬/2.png',
    'set/val/cat/3.png',
    'set/test/4.png',
  ]);
  expect(classes).toEqual(['cat', '犬']);
  expect(files.map(({ labels, split }) => [labels, split])).toEqual([
    [[0], 'train'],
    [[1], 'train'],
    [[0], 'validation'],
    [[], 'test'],
  ]);
});

test('the folder that all images are in is no class', () => {
  expect(readClassFolders(['mine/1.png', 'mine/2.png']).classes).toEqual([]);
  expect(readClassFolders(['mine/a/1.png', 'mine/b/2.png']).classes).toEqual(['a', 'b']);
});
