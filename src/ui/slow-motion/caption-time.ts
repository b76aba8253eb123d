const LEAST = 2200; // ms
const TO_LOOK = 1000; // ms, at what moves, before one reads
const PER_WORD = 230; // ms, of a slow reader

/** Time that a caption stands by itself, ms: long enough to be read, whatever came before. */
export const captionTime = (caption: string): number =>
  Math.max(LEAST, TO_LOOK + PER_WORD * caption.split(/\s+/).length);
