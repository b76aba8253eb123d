import { Damage } from '#archive/damage.ts';
import type { Split } from '#core/strategy/domain.ts';

/** Annotations of one image. */
export interface LabelledFile {
  /** Name in the annotations: a path, a file's name, or that without its ending. */
  readonly name: string;
  /** Indices of its classes, rising, each once. */
  readonly labels: readonly number[];
  /** Indices of classes that are not judged: whose only objects are difficult ones. */
  readonly unjudged: readonly number[];
  /** Split, where the annotations say it. */
  readonly split: Split | null;
}

export interface LabelledFiles {
  readonly classes: readonly string[];
  readonly files: readonly LabelledFile[];
  /** Files and labels that were passed over, in words for the person whose files they are. */
  readonly notes: readonly string[];
}

/** More cannot be shown or learned in a page. */
export const MOST_IMAGES = 20_000;
const MOST_CLASSES = 200;
const LONGEST_CLASS = 100;

/** Names of classes as they are met; each is known by its text without spaces around it, in composed form (NFC). */
export interface ClassList {
  readonly names: readonly string[];
  /** Index of a class, which is added if it is new. Throws a {@link Damage} for a name that cannot be one. */
  readonly at: (name: string) => number;
}

export function createClassList(file: string): ClassList {
  const names: string[] = [];
  const known = new Map<string, number>();
  return {
    names,
    at(given) {
      const name = given.trim().normalize('NFC');
      const index = known.get(name);
      if (index !== undefined) return index;
      if (name === '') throw new Damage(`${file} has a class without a name`);
      if (name.length > LONGEST_CLASS)
        throw new Damage(
          `${file} has a class named ‘${name.slice(0, 30)}…’, of ${name.length} characters; ${LONGEST_CLASS} are the most`,
        );
      if (names.length === MOST_CLASSES)
        throw new Damage(
          `${file} has more than ${MOST_CLASSES} classes; ‘${name}’ is one too many`,
        );
      known.set(name, names.length);
      names.push(name);
      return names.length - 1;
    },
  };
}

/** Rising, each once. */
export const sorted = (indices: Iterable<number>): number[] =>
  [...new Set(indices)].sort((a, b) => a - b);

const SPLIT_WORDS: Readonly<Record<string, Split>> = {
  train: 'train',
  training: 'train',
  val: 'validation',
  valid: 'validation',
  validation: 'validation',
  dev: 'validation',
  test: 'test',
  testing: 'test',
};

/** The part of a data set that a word names, as `val` or `train2017`; null if it names none. */
export const splitNamed = (word: string): Split | null =>
  SPLIT_WORDS[
    word
      .trim()
      .toLowerCase()
      .replace(/[\d_-]+$/, '')
  ] ?? null;
