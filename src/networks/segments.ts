import { numbersIn } from '#core/shape.ts';

/** Source of rows of weights that read the layer before. */
export const BEFORE = 'before';

/** Rows of a tensor that belong to one source; rows of weights belong to the input that they read. */
export interface Segment {
  /** {@link BEFORE}, or the name of the network's input that joins at this layer. */
  readonly from: string;
  /** Lengths of its dimensions, row-major: [units], or [height, width, channels] of an image or of kernels over one. */
  readonly lengths: readonly number[];
}

/** Rows that two tensors share, one after the other in both. */
export interface SharedRows {
  readonly source: number;
  readonly target: number;
  readonly rows: number;
}

/** Counts the rows of some segments. */
export const rowsIn = (segments: readonly Segment[]): number =>
  segments.reduce((sum, { lengths }) => sum + numbersIn(lengths), 0);

/**
 * Lists the rows that a grown or shrunk tensor shares with the one before: of segments with the same source, the leading
 * block in every dimension. So units, channels and kernels keep their own weights, whatever joins beside them.
 */
export function sharedRows(from: readonly Segment[], to: readonly Segment[]): SharedRows[] {
  const shared: SharedRows[] = [];
  let target = 0;
  for (const segment of to) {
    const at = from.findIndex((other) => other.from === segment.from);
    const other = from[at];
    if (other) addShared(other.lengths, segment.lengths, rowsIn(from.slice(0, at)), target, shared);
    target += numbersIn(segment.lengths);
  }
  return shared;
}

/** Adds the rows that blocks of these lengths share, which begin at row `source` of one tensor and `target` of the other. */
function addShared(
  from: readonly number[],
  to: readonly number[],
  source: number,
  target: number,
  shared: SharedRows[],
): void {
  const [length = 1, ...inner] = from;
  const [other = 1, ...otherInner] = to;
  if (inner.length !== otherInner.length) return;
  const [size, otherSize] = [numbersIn(inner), numbersIn(otherInner)];
  const count = Math.min(length, other);
  if (inner.every((each, i) => each === otherInner[i]))
    shared.push({ source, target, rows: count * size });
  else
    for (let i = 0; i < count; i++)
      addShared(inner, otherInner, source + i * size, target + i * otherSize, shared);
}
