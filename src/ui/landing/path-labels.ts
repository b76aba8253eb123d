import { type Box, createRoom, textBox } from '../genealogy/room.ts';

/** A word at the centre of a text's line, standing on y. */
export interface PathLabel {
  readonly x: number;
  readonly y: number;
  readonly words: string;
}

/** From a node's centre to the line that a word stands on, px; the first that is free. */
const PLACES = [-10, 17];
/** Half a node, px. */
const [ACROSS, UP] = [8, 6];

/** The words of nodes, above or below them; left out where they would lie on a node or on other words. */
export function pathLabels(nodes: readonly PathLabel[], area: Box): readonly PathLabel[] {
  const room = createRoom(area);
  for (const { x, y } of nodes)
    room.take({ x0: x - ACROSS, x1: x + ACROSS, y0: y - UP, y1: y + UP });
  return nodes.flatMap(({ x, y, words }) => {
    if (words === '') return [];
    const line = PLACES.find((place) => room.isFree(textBox(words, x, y + place)));
    if (line === undefined) return [];
    room.take(textBox(words, x, y + line));
    return [{ x, y: y + line, words }];
  });
}
