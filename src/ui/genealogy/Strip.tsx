import { useEffect, useRef } from 'react';
import type { History } from '#store/history/history.ts';
import { survivorsOf } from '#store/history/survivors.ts';
import type { TreeScale } from './scale.ts';
import type { CellColour } from './strip-colours.ts';
import { cleared, drawingOn, type StripImage } from './strip-image.ts';

const NARROWEST_HATCH = 4; // px

interface Drawn {
  /** Everything that the whole picture depends on. */
  readonly look: readonly unknown[];
  /** Generations before this one look as they always will. */
  readonly settled: number;
}

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
  const drawn = useRef<Drawn | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that the history has grown.
  useEffect(() => {
    const canvas = ref.current;
    if (!canvas || scale.width === 0) return;
    const look = [history, history.version - history.generations, scale, colour, opacity];
    const before = drawn.current;
    const isSame = before?.look.every((part, i) => part === look[i]) === true;
    const from = isSame ? Math.max(scale.from, before.settled) : scale.from;
    const context = isSame ? drawingOn(canvas) : cleared(canvas, scale.width, scale.height);
    const left = Math.max(scale.left, scale.x(from) - scale.columnWidth / 2);
    context.save();
    context.beginPath();
    context.rect(left, 0, scale.width - scale.right - left, scale.height);
    context.clip();
    context.clearRect(left, 0, scale.width - left, scale.height);
    context.globalAlpha = opacity;
    context.imageSmoothingEnabled = scale.columnWidth < 1;
    blit(context, image.upTo(history, colour), history, scale, from);
    context.globalAlpha = 1;
    hatchDiverged(context, history, scale, from);
    context.restore();
    // A straightened layout bends where branches still die out.
    const settled = scale.straightening ? survivorsOf(history).trunkEnd : history.generations - 1;
    drawn.current = { look, settled: Math.max(0, settled) };
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
  from: number,
): void {
  const end = Math.min(scale.to + 1, history.generations);
  const count = end - from;
  if (count <= 0) return;
  const left = scale.x(from) - scale.columnWidth / 2;
  const { columnWidth, rows, top } = scale;
  if (!scale.straightening) {
    const [width, height] = [count * columnWidth, rows * scale.rowHeight];
    context.drawImage(picture, from, 0, count, rows, left, top, width, height);
    return;
  }
  const survivors = survivorsOf(history);
  for (let g = from; g < end; g++) {
    const x = left + (g - from) * columnWidth;
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
  from: number,
): void {
  if (scale.columnWidth < NARROWEST_HATCH) return; // such a cell is grey
  context.strokeStyle = 'rgb(128 128 128 / 90%)';
  context.lineWidth = 1;
  for (let g = from; g <= Math.min(history.generations - 1, scale.to); g++) {
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
