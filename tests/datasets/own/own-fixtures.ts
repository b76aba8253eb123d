import { strToU8, type Zippable, zipSync } from 'fflate';
import type { OwnFiles } from '#datasets/own/own-files.ts';
import { plainPath } from '#datasets/own/own-files.ts';

/** The first bytes of a PNG of a size: all that is read before it is decoded. */
export function pngOf(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(64);
  bytes.set(strToU8('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', true));
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return bytes;
}

/** Files as a folder has them; texts in UTF-8. */
export function folderOf(
  contents: Readonly<Record<string, string | Uint8Array>>,
  name = 'pictures',
): OwnFiles {
  const files = Object.entries(contents).flatMap(([path, content]) => {
    const plain = plainPath(path);
    const bytes = typeof content === 'string' ? strToU8(content) : content;
    return plain === null
      ? []
      : [[plain, { bytes: bytes.length, read: async () => bytes }] as const];
  });
  return { name, files: new Map(files) };
}

export const zipOf = (contents: Readonly<Record<string, string | Uint8Array>>): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(contents).map(([path, content]) => [
        path,
        typeof content === 'string' ? strToU8(content) : content,
      ]),
    ) satisfies Zippable,
  );

const PNG = pngOf(40, 30);

const many = (count: number) => Array.from({ length: count }, (_, i) => i);

/** A small data set of each kind of annotation: two classes and a rare one. */
export const SAMPLES = {
  coco: {
    'data/annotations/labels.json': JSON.stringify({
      images: many(12).map((id) => ({
        id: 100 + id,
        file_name: `${id}.png`,
        width: 40,
        height: 30,
      })),
      annotations: many(12).flatMap((id) => [
        { id, image_id: 100 + id, category_id: id % 2 ? 7 : 3, bbox: [0, 0, 4, 4] },
        ...(id % 6 === 0 ? [{ id: 50 + id, image_id: 100 + id, category_id: 90 }] : []),
      ]),
      categories: [
        { id: 3, name: 'cat' },
        { id: 7, name: 'dog' },
        { id: 90, name: 'emu' },
      ],
    }),
    ...Object.fromEntries(many(12).map((id) => [`data/images/${id}.png`, PNG])),
  },
  voc: {
    ...Object.fromEntries(
      many(8).map((id) => [
        `VOC/Annotations/00${id}.xml`,
        `<annotation><filename>00${id}.jpg</filename>${id % 2 ? '<object><name>cat</name><difficult>0</difficult></object>' : ''}<object><name>dog</name><difficult>${id % 4 ? 1 : 0}</difficult></object></annotation>`,
      ]),
    ),
    'VOC/ImageSets/Main/train.txt': '000\n001\n002\n003\n',
    'VOC/ImageSets/Main/val.txt': '004\n005\n',
    'VOC/ImageSets/Main/test.txt': '006\n007\n',
    ...Object.fromEntries(many(8).map((id) => [`VOC/JPEGImages/00${id}.jpg`, PNG])),
  },
  csv: {
    'labels.csv': `file,labels,split\n${many(9)
      .map((id) => `${id}.png,${id % 2 ? 'cat|dog' : 'cat'},${['train', 'val', 'test'][id % 3]}`)
      .join('\n')}\n`,
    ...Object.fromEntries(many(9).map((id) => [`images/${id}.png`, PNG])),
  },
  wide: {
    'labels.csv': `image;cat;dog\r\n${many(9)
      .map((id) => `${id}.png;1;${id % 2}`)
      .join('\r\n')}`,
    ...Object.fromEntries(many(9).map((id) => [`images/${id}.png`, PNG])),
  },
  folders: Object.fromEntries(
    many(12).map((id) => [
      `all/${id < 8 ? 'train' : 'test'}/${id % 2 ? 'cat' : 'dog'}/${id}.png`,
      PNG,
    ]),
  ),
} as const satisfies Record<string, Record<string, string | Uint8Array>>;

export const SHARES = { train: 0.6, validation: 0.2, test: 0.2 };
