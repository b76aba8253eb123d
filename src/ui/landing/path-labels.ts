import { type Box, createLabelBoxes, firstFree } from '../genealogy/label-boxes.ts';

/** A node, and the texts that may stand beside it, the longest first. */
export interface PathNode {
  readonly x: number;
  readonly y: number;
  readonly texts: readonly string[];
}

/** A word at the centre of a text's line, standing on y. */
export interface PathLabel {
  readonly x: number;
  readonly y: number;
  readonly words: string;
}

/** Offsets from a node's centre to the line that a word stands on, px; the first that is free counts. */
const PLACES = [-10, 17];
/** Half a node, px. */
const [ACROSS, UP] = [8, 6];

/** The words of nodes, above or below them: the longest that lie neither on a node nor on other words, or none. */
export function pathLabels(nodes: readonly PathNode[], area: Box): readonly PathLabel[] {
  const room = createLabelBoxes(area);
  for (const { x, y } of nodes)
    room.take({ x0: x - ACROSS, x1: x + ACROSS, y0: y - UP, y1: y + UP });
  return nodes.flatMap(({ x, y, texts }) => {
    const lines = PLACES.map((place) => y + place);
    const found = firstFree(room, texts, x, lines);
    return found ? [{ x: found.x, y: found.y, words: found.text }] : [];
  });
}
