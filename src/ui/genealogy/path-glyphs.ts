import type { Family } from '#core/lineage.ts';
import { FAMILY_WORDS } from '#store/words/mutation-words.ts';
import { firstFree, type LabelBoxes } from './label-boxes.ts';

export interface PathMark {
  readonly x: number;
  readonly y: number;
  readonly family: Family;
  /** Texts that may stand beside it, the longest first. */
  readonly labels: readonly string[];
}

export interface PathGlyph {
  readonly x: number;
  readonly y: number;
  readonly family: Family;
  /** '' where there is no room. */
  readonly text: string;
  readonly textY: number;
}

interface Group {
  readonly mark: PathMark;
  readonly count: number;
}

const GLYPH_SPACE = 9; // px between neighbours of one family before they are gathered
const FAR = 26; // px between glyphs where only the largest gains are marked

/** Picks the pieces with the largest gains, as many as have room, for a long path seen from far away. */
export function largestGains<T extends { readonly x: number; readonly gain: number }>(
  mutations: readonly T[],
  most: number,
): T[] {
  const chosen: T[] = [];
  for (const mutation of mutations.filter(({ gain }) => gain > 0).sort((a, b) => b.gain - a.gain)) {
    if (chosen.length >= most) break;
    if (chosen.every(({ x }) => Math.abs(x - mutation.x) >= FAR)) chosen.push(mutation);
  }
  return chosen;
}

/**
 * Gathers marks of one family that would lie on each other, with their count, and gives a label to each that has room
 * above or below. Marks are given in the order of time, or, to label the first first, as `ranked`.
 */
export function labelledGlyphs(
  marks: readonly PathMark[],
  room: LabelBoxes,
  { ranked = false } = {},
): PathGlyph[] {
  const groups = ranked ? marks.map((mark) => ({ mark, count: 1 })) : gather(marks);
  for (const { mark } of groups) {
    const { x, y } = mark;
    room.take({ x0: x - 6, x1: x + 6, y0: y - 6, y1: y + 6 });
  }
  // The newest of a path are told first: they are what the viewer has just seen happen.
  const order = ranked ? groups : groups.toReversed();
  const glyphs = order.map((group) => label(group, room));
  return ranked ? glyphs : glyphs.reverse();
}

function gather(marks: readonly PathMark[]): Group[] {
  const groups: { mark: PathMark; count: number }[] = [];
  for (const mark of marks) {
    const last = groups.at(-1);
    if (last && last.mark.family === mark.family && mark.x - last.mark.x < GLYPH_SPACE)
      last.count++;
    else groups.push({ mark, count: 1 });
  }
  return groups;
}

function label({ mark, count }: Group, room: LabelBoxes): PathGlyph {
  const { x, y, family } = mark;
  const texts = count > 1 ? [`${count}× ${FAMILY_WORDS[family]}`, `${count}×`] : mark.labels;
  const found = firstFree(room, texts, x, [y - 10, y + 18]);
  return { x, y, family, text: found?.text ?? '', textY: found?.y ?? y };
}
