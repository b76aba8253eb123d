import { useEffect, useRef } from 'react';
import type { History } from '#store/history.ts';
import { survivorsOf } from '#store/survivors.ts';
import type { TreeScale } from './scale.ts';
import type { CellColour } from './strip-colours.ts';
import { cleared, type StripImage } from './strip-image.ts';

/** The population as an image: a column a generation, a cell an agent. Decorative; the tree over it is spoken. */
export function Strip({
  history,
  version,
  scale,
  image,
  colour,
  opacity,
}: {
  readonly history: History;
  readonly version: number;
  readonly scale: TreeScale;
  readonly image: StripImage;
  readonly colour: CellColour;
  readonly opacity: number;
}) {
  const ref = useRef<HTMLCanvasElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that the history has grown.
  useEffect(() => {
    if (!ref.current || scale.width === 0) return;
    const context = cleared(ref.current, scale.width, scale.height);
    context.save();
    context.beginPath();
    context.rect(scale.left, 0, scale.width - scale.left - scale.right, scale.height);
    context.clip();
    context.globalAlpha = opacity;
    context.imageSmoothingEnabled = scale.columnWidth < 1;
    blit(context, image.upTo(history, colour), history, scale);
    context.globalAlpha = 1;
    hatchDiverged(context, history, scale);
    context.restore();
  }, [history, version, scale, image, colour, opacity]);

  return (
    <div aria-hidden="true" style={{ position: 'absolute', inset: 0 }}>
      <canvas ref={ref} style={{ width: scale.width, height: scale.height }} />
    </div>
  );
}

function blit(
  context: CanvasRenderingContext2D,
  picture: HTMLCanvasElement,
  history: History,
  scale: TreeScale,
): void {
  const end = Math.min(scale.to + 1, history.generations);
  const count = end - scale.from;
  if (count <= 0) return;
  const left = scale.x(scale.from) - scale.columnWidth / 2;
  const { columnWidth, rows, top } = scale;
  if (!scale.straightening) {
    const [width, height] = [count * columnWidth, rows * scale.rowHeight];
    context.drawImage(picture, scale.from, 0, count, rows, left, top, width, height);
    return;
  }
  const survivors = survivorsOf(history);
  for (let g = scale.from; g < end; g++) {
    const x = left + (g - scale.from) * columnWidth;
    const knot = survivors.centre(g) + 0.5;
    const middle = scale.edge(knot, g);
    const bottom = scale.edge(rows, g);
    // A hair wider than a column, or the ground would shine through between two.
    context.drawImage(picture, g, 0, 1, knot, x, top, columnWidth + 0.3, middle - top);
    const [rest, down] = [rows - knot, bottom - middle];
    context.drawImage(picture, g, knot, 1, rest, x, middle, columnWidth + 0.3, down);
  }
}

function hatchDiverged(
  context: CanvasRenderingContext2D,
  history: History,
  scale: TreeScale,
): void {
  context.strokeStyle = 'rgb(128 128 128 / 90%)';
  context.lineWidth = 1;
  for (let g = scale.from; g <= Math.min(history.generations - 1, scale.to); g++) {
    if (history.summaries[g]?.diverged === 0) continue;
    for (let row = 0; row < history.size(g); row++) {
      if (!history.diverged(g, history.slotAtRow(g, row))) continue;
      const x = scale.x(g) - scale.columnWidth / 2;
      const [y, end] = [scale.edge(row, g), scale.edge(row + 1, g)];
      context.save();
      context.beginPath();
      context.rect(x, y, scale.columnWidth, end - y);
      context.clip();
      context.beginPath();
      for (let d = y - end; d < scale.columnWidth; d += 5) {
        context.moveTo(x + d, end);
        context.lineTo(x + d + end - y, y);
      }
      context.stroke();
      context.restore();
    }
  }
}
