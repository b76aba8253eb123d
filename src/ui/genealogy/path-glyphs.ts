import type { Family } from '#core/lineage.ts';

export interface PathMark {
  readonly x: number;
  readonly y: number;
  readonly family: Family;
  readonly label: string;
}

export interface PathGlyph {
  readonly x: number;
  readonly y: number;
  readonly family: Family;
  /** '' where there is no room. */
  readonly text: string;
  readonly textX: number;
  readonly textY: number;
}

const GLYPH_SPACE = 9; // px between neighbours of one family before they are gathered
const CHARACTER = 7.4; // px, of the label's font

/**
 * Gathers marks of one family that would lie on each other, with their count, and gives a label to each that has room
 * above or below.
 */
export function labelledGlyphs(
  marks: readonly PathMark[],
  area: { readonly left: number; readonly width: number; readonly height: number },
): PathGlyph[] {
  const groups: { mark: PathMark; count: number }[] = [];
  for (const mark of marks) {
    const last = groups.at(-1);
    if (last && last.mark.family === mark.family && mark.x - last.mark.x < GLYPH_SPACE)
      last.count++;
    else groups.push({ mark, count: 1 });
  }

  type Box = { x0: number; x1: number; y0: number; y1: number };
  const taken: Box[] = groups.map(({ mark: { x, y } }) => ({
    x0: x - 6,
    x1: x + 6,
    y0: y - 6,
    y1: y + 6,
  }));
  const free = (box: Box) =>
    box.x0 >= area.left &&
    box.x1 <= area.width &&
    box.y0 >= 0 &&
    box.y1 <= area.height - 14 &&
    taken.every(({ x0, x1, y0, y1 }) => box.x1 < x0 || x1 < box.x0 || box.y1 < y0 || y1 < box.y0);

  // The newest are told first: they are what the viewer has just seen happen.
  const glyphs = groups.reverse().map(({ mark, count }): PathGlyph => {
    const text = count > 1 ? `${count}×` : mark.label;
    const half = (text.length * CHARACTER) / 2;
    for (const textY of [mark.y - 10, mark.y + 18]) {
      const box = { x0: mark.x - half, x1: mark.x + half, y0: textY - 10, y1: textY + 2 };
      if (text === '' || !free(box)) continue;
      taken.push(box);
      return { ...mark, text, textX: mark.x, textY };
    }
    return { ...mark, text: '', textX: mark.x, textY: mark.y };
  });
  return glyphs.reverse();
}
