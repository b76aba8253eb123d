/** Classes by how often they are in the training set: the most frequent quarter, the middle half, the rarest quarter. */
export interface FrequencyGroups {
  readonly head: readonly number[];
  readonly mid: readonly number[];
  readonly tail: readonly number[];
}

/**
 * `counts` are the images of each class in the training set, [C]; of equally frequent ones the lower class comes first.
 * A quarter is rounded, halves up. (MAT-Agent, appendix C.)
 */
export function frequencyGroups(counts: ArrayLike<number>): FrequencyGroups {
  const classes = counts.length;
  const countOf = (classIndex: number): number => counts[classIndex] as number; // < C
  const order = Array.from({ length: classes }, (_, classIndex) => classIndex).sort(
    (a, b) => countOf(b) - countOf(a) || a - b,
  );
  const quarter = Math.round(classes / 4);
  return {
    head: order.slice(0, quarter),
    mid: order.slice(quarter, classes - quarter),
    tail: order.slice(classes - quarter),
  };
}
