import { parseXml, XmlElement, XmlError } from '@rgrove/parse-xml';
import { Damage } from '#archive/damage.ts';
import type { Split } from '#core/strategy/domain.ts';
import {
  type ClassList,
  createClassList,
  type LabelledFile,
  type LabelledFiles,
  sorted,
  splitNamed,
} from './labelled-files.ts';

/** A text file and where it lies. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Annotations as Pascal VOC has them. Of `Annotations/ID.xml` every object names a class; one that is only there as a
 * difficult object is not judged. `ImageSets/Main/train.txt` and its kin list the images of a split;
 * `CLASS_train.txt` say 1, −1 or 0 (difficult) of each, and are read where there is no XML. Throws a {@link Damage} that
 * names what is wrong and where.
 */
export function readPascalVoc(
  annotations: readonly TextFile[],
  imageSets: readonly TextFile[],
): LabelledFiles {
  const classes = createClassList(annotations[0]?.path ?? imageSets[0]?.path ?? 'the annotations');
  const found = new Map<string, Mutable>();
  const entryOf = (id: string): Mutable => {
    const entry = found.get(id) ?? { there: new Set(), difficult: new Set(), split: null };
    found.set(id, entry);
    return entry;
  };
  for (const file of annotations) readObjects(file, classes, entryOf(stemOf(file.path)));
  const known = new Set(found.keys());
  const missing: string[] = [];
  for (const file of imageSets) {
    const { className, split } = whatSet(file.path);
    if (split === null || (className !== null && annotations.length > 0)) continue;
    for (const { id, mark } of linesOf(file)) {
      if (annotations.length > 0 && !known.has(id)) {
        missing.push(id);
        continue;
      }
      const entry = entryOf(id);
      setSplit(entry, split, file.path, id);
      if (className === null) continue;
      if (mark === null) throw new Damage(`${file.path} does not say 1, 0 or -1 of ${id}`);
      const label = classes.at(className);
      if (mark === 1) entry.there.add(label);
      if (mark === 0) entry.difficult.add(label);
    }
  }
  const files = Array.from(
    found,
    ([name, { there, difficult, split }]): LabelledFile => ({
      name,
      labels: sorted(there),
      unjudged: sorted(difficult).filter((label) => !there.has(label)),
      split,
    }),
  );
  const notes =
    missing.length === 0
      ? []
      : [
          `${missing.length} images of the image sets have no annotation, the first is ${missing[0]}`,
        ];
  return { classes: classes.names, files, notes };
}

interface Mutable {
  readonly there: Set<number>;
  readonly difficult: Set<number>;
  split: Split | null;
}

const stemOf = (path: string): string =>
  (path.split('/').at(-1) ?? '').replace(/\.[^.]*$/, '').normalize('NFC');

function readObjects({ path, text }: TextFile, classes: ClassList, entry: Mutable): void {
  const root = rootOf(path, text);
  if (root.name !== 'annotation')
    throw new Damage(
      `${path} holds <${root.name.slice(0, 40)}>; an annotation of Pascal VOC holds <annotation>`,
    );
  for (const [i, object] of childrenOf(root, 'object').entries()) {
    const [name] = childrenOf(object, 'name');
    if (!name) throw new Damage(`object ${i + 1} of ${path} has no <name>`);
    const label = classes.at(name.text);
    const isDifficult = childrenOf(object, 'difficult')[0]?.text.trim() === '1';
    (isDifficult ? entry.difficult : entry.there).add(label);
  }
}

function rootOf(path: string, text: string): XmlElement {
  let root: XmlElement | null;
  try {
    root = parseXml(text).root;
  } catch (error) {
    if (error instanceof XmlError)
      throw new Damage(`${path} is no XML: line ${error.line}, ${firstLine(error.message)}`);
    if (error instanceof RangeError) throw new Damage(`${path} is nested too deeply`);
    throw error;
  }
  if (!root) throw new Damage(`${path} holds no element`);
  return root;
}

const firstLine = (message: string): string =>
  (message.split('\n')[0] ?? '').replace(/\s*\(line .*$/, '').slice(0, 120);

const childrenOf = (element: XmlElement, name: string): XmlElement[] =>
  element.children.filter(
    (child): child is XmlElement => child instanceof XmlElement && child.name === name,
  );

/** 'bird' and 'train' for `ImageSets/Main/bird_train.txt`; null and 'train' for `train.txt`. */
function whatSet(path: string): {
  readonly className: string | null;
  readonly split: Split | null;
} {
  const [, className = null, word = ''] = /^(?:(.+)_)?([^_]+)$/.exec(stemOf(path)) ?? [];
  return { className, split: splitNamed(word) };
}

interface Line {
  readonly id: string;
  readonly mark: -1 | 0 | 1 | null;
}

function linesOf({ path, text }: TextFile): Line[] {
  return text.split(/\r\n|\r|\n/).flatMap((line, i): Line[] => {
    const words = line.trim().split(/\s+/);
    const last = words.at(-1) ?? '';
    if (last === '') return [];
    const marked = words.length > 1 && /^(-1|0|1)$/.test(last);
    const id = (marked ? words.slice(0, -1) : words).join(' ').normalize('NFC');
    if (id.length > 300) throw new Damage(`line ${i + 1} of ${path} is no name of an image`);
    return [{ id, mark: marked ? (Number(last) as -1 | 0 | 1) : null }];
  });
}

function setSplit(entry: Mutable, split: Split, path: string, id: string): void {
  if (entry.split !== null && entry.split !== split)
    throw new Damage(`${path} puts ${id} into ${split}, and another image set into ${entry.split}`);
  entry.split = split;
}
