/** Scores of a classifier for images, and their labels. Rows are images, columns classes: [N, C], row by row. */
export interface ScoredLabels {
  readonly images: number; // N
  readonly classes: number; // C
  /** [N, C] Logits or probabilities: the higher, the surer. NaN, of a classifier that broke, ranks below all. */
  readonly scores: Float32Array | Float64Array;
  /** [N, C] 1 where the class is there, else 0. */
  readonly targets: Uint8Array;
  /** [N, C] 1 where a class of an image is not judged, as Pascal VOC's difficult objects are. All are, without it. */
  readonly unjudged?: Uint8Array;
}

/** Throws a RangeError where the sizes do not fit together. */
export function checkSizes({ images, classes, scores, targets, unjudged }: ScoredLabels): void {
  const cells = images * classes;
  for (const [name, { length }] of Object.entries({
    scores,
    targets,
    ...(unjudged && { unjudged }),
  }))
    if (length !== cells)
      throw new RangeError(
        `${name} has ${length} numbers; ${images} images of ${classes} classes have ${cells}`,
      );
}

/** The judged images of one class: its scores, and whether it is there. */
export function columnOf(
  { images, classes, scores, targets, unjudged }: ScoredLabels,
  classIndex: number,
): { readonly scores: Float64Array; readonly targets: Uint8Array } {
  const rows = Array.from({ length: images }, (_, row) => row * classes + classIndex).filter(
    (at) => unjudged?.[at] !== 1,
  );
  return {
    scores: Float64Array.from(rows, (at) => scores[at] as number), // at < N × C
    targets: Uint8Array.from(rows, (at) => targets[at] as number),
  };
}

/** Orders scores from low to high, NaN below all. */
export function compareScores(a: number, b: number): number {
  const x = Number.isNaN(a) ? -Infinity : a;
  const y = Number.isNaN(b) ? -Infinity : b;
  return x < y ? -1 : x > y ? 1 : 0; // a difference of infinities would be NaN
}
