import type { TimeMark } from '#store/history/time-marks.ts';

/** Label of a mark on an axis. */
const MARK_LABELS: Readonly<Record<TimeMark['kind'], string>> = {
  lost: 'GPU lost',
  moved: 'other device',
  restored: 'restored',
  edited: 'set by hand',
};

/** Marks so near each other that they have one place on the axis, and their label, if there is room for one. */
export interface PlacedMark {
  readonly x: number;
  readonly kind: TimeMark['kind'];
  readonly label: string;
  /** End of the label that is at the sign. */
  readonly anchor: 'start' | 'end';
}

const NEAR = 12; // px between signs that would lie on each other
const CHARACTER = 6.2; // px, about
/** Between the place of a mark and its label, px. */
export const LABEL_GAP = 9;

/** Places marks between two ends of an axis; `xOf` is where a generation begins. Marks beyond the ends are left out. */
export function placeMarks(
  marks: readonly TimeMark[],
  xOf: (generation: number) => number,
  ends: { readonly left: number; readonly right: number },
): PlacedMark[] {
  const seen = marks
    .map(({ kind, generation }) => ({ kind, x: xOf(generation) }))
    .filter(({ x }) => x >= ends.left - 0.5 && x <= ends.right + 0.5)
    .sort((a, b) => a.x - b.x);
  const groups: { readonly x: number; readonly kinds: TimeMark['kind'][] }[] = [];
  for (const { kind, x } of seen) {
    const last = groups.at(-1);
    if (last && x - last.x < NEAR) last.kinds.push(kind);
    else groups.push({ x, kinds: [kind] });
  }
  let taken = ends.left; // to the right of all labels so far
  return groups.map(({ x, kinds }, i) => {
    const words = wordsOf(kinds);
    const width = LABEL_GAP + words.length * CHARACTER;
    const next = (groups[i + 1]?.x ?? Infinity) - NEAR;
    const after = x + width <= Math.min(ends.right, next);
    const before = !after && x - width >= taken;
    taken = after ? x + width : x + NEAR / 2;
    return {
      x,
      kind: kinds.at(-1) as TimeMark['kind'], // a group has at least one
      label: after || before ? words : '',
      anchor: before ? 'end' : 'start',
    };
  });
}

/** 'GPU lost ×2, restored'. */
function wordsOf(kinds: readonly TimeMark['kind'][]): string {
  return [...new Set(kinds)]
    .map((kind) => {
      const count = kinds.filter((each) => each === kind).length;
      return count > 1 ? `${MARK_LABELS[kind]} ×${count}` : MARK_LABELS[kind];
    })
    .join(', ');
}
