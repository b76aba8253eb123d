export interface Box {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

/** The occupied boxes of a picture, so that labels do not lie on each other. */
export interface LabelBoxes {
  take(box: Box): void;
  /** Tells whether a box lies within the area and on nothing. */
  isFree(box: Box): boolean;
}

const BUCKET = 96; // px

/** Boxes are kept by the strips that they touch, so that each look meets few of them. */
export function createLabelBoxes(area: Box): LabelBoxes {
  const buckets = new Map<number, Box[]>();
  const touched = ({ x0, x1 }: Box): [number, number] => [
    Math.floor(x0 / BUCKET),
    Math.floor(x1 / BUCKET),
  ];
  return {
    take(box) {
      const [from, to] = touched(box);
      for (let i = from; i <= to; i++) {
        const bucket = buckets.get(i);
        if (bucket) bucket.push(box);
        else buckets.set(i, [box]);
      }
    },
    isFree(box) {
      if (box.x0 < area.x0 || box.x1 > area.x1 || box.y0 < area.y0 || box.y1 > area.y1)
        return false;
      const [from, to] = touched(box);
      for (let i = from; i <= to; i++)
        for (const { x0, x1, y0, y1 } of buckets.get(i) ?? [])
          if (box.x1 >= x0 && x1 >= box.x0 && box.y1 >= y0 && y1 >= box.y0) return false;
      return true;
    },
  };
}

const CHARACTER = 7.6; // px, of the labels' font at most on average

/** A text, centred on x and standing on y. */
export interface PlacedText {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/** Takes the first place that is free, for the first of the texts that has one; null: for none. */
export function firstFree(
  room: LabelBoxes,
  texts: readonly string[],
  x: number,
  lines: readonly number[],
): PlacedText | null {
  for (const text of texts) {
    if (text === '') continue;
    for (const y of lines) {
      const box = textBox(text, x, y);
      if (!room.isFree(box)) continue;
      room.take(box);
      return { x, y, text };
    }
  }
  return null;
}

/** Box of a label whose text is centred on x and stands on y. */
export function textBox(text: string, x: number, y: number): Box {
  const half = (text.length * CHARACTER) / 2 + 1;
  return { x0: x - half, x1: x + half, y0: y - 9, y1: y + 2 };
}
