/** A label at the end of a line. */
export interface EndLabel {
  readonly text: string;
  readonly x: number;
  /** Height of the line's end, px. */
  readonly y: number;
  readonly colour: string;
}

/** px between two labels, where there is room. */
const SPACE = 15;

/** Labels moved up and down as little as keeps them apart and within the plot, in the order of their lines' ends. */
export function apart(
  labels: readonly EndLabel[],
  { top, bottom }: { readonly top: number; readonly bottom: number },
): (EndLabel & { readonly labelY: number })[] {
  const placed = [...labels]
    .sort((a, b) => a.y - b.y)
    .map((label) => ({ ...label, labelY: label.y }));
  const space = Math.min(SPACE, (bottom - top) / Math.max(1, labels.length - 1));
  let floor = top;
  for (const label of placed) {
    label.labelY = Math.max(label.labelY, floor);
    floor = label.labelY + space;
  }
  let ceiling = bottom;
  for (const label of placed.toReversed()) {
    label.labelY = Math.min(label.labelY, ceiling);
    ceiling = label.labelY - space;
  }
  return placed;
}
