import { useEffect, useRef } from 'react';
import type { History } from '#store/history.ts';
import type { TreeScale } from './scale.ts';
import { type CellColour, STRIP_OPACITY } from './strip-colours.ts';

/** One pixel per agent and generation, kept between drawings: a new generation costs one column. */
interface Image {
  readonly canvas: HTMLCanvasElement;
  readonly colour: CellColour;
  readonly history: History;
  columns: number;
}

/** The population as an image: a column a generation, a cell an agent. Decorative; the tree over it is spoken. */
export function Strip({
  history,
  version,
  scale,
  colour,
}: {
  readonly history: History;
  readonly version: number;
  readonly scale: TreeScale;
  readonly colour: CellColour;
}) {
  const ref = useRef<HTMLCanvasElement>(null);
  const image = useRef<Image | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that the history has grown.
  useEffect(() => {
    const canvas = ref.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context || scale.width === 0) return;
    image.current = extend(image.current, history, colour);
    const ratio = devicePixelRatio || 1;
    canvas.width = Math.round(scale.width * ratio);
    canvas.height = Math.round(scale.height * ratio);
    context.scale(ratio, ratio);
    context.imageSmoothingEnabled = false;
    context.globalAlpha = STRIP_OPACITY;
    const columns = Math.max(0, Math.min(scale.columns, history.generations - scale.first));
    if (columns > 0)
      context.drawImage(
        image.current.canvas,
        scale.first,
        0,
        columns,
        scale.rows,
        scale.left,
        scale.top,
        columns * scale.columnWidth,
        scale.rows * scale.rowHeight,
      );
    context.globalAlpha = 1;
    hatchDiverged(context, history, scale);
  }, [history, version, scale, colour]);

  return (
    <div aria-hidden="true" style={{ position: 'absolute', inset: 0 }}>
      <canvas ref={ref} style={{ width: scale.width, height: scale.height }} />
    </div>
  );
}

function extend(before: Image | null, history: History, colour: CellColour): Image {
  const fits =
    before !== null &&
    before.history === history &&
    before.colour === colour &&
    before.columns <= history.generations;
  const image = fits
    ? before
    : { canvas: document.createElement('canvas'), colour, history, columns: 0 };
  const { canvas } = image;
  const rows = history.populationSize;
  if (canvas.width < history.generations || canvas.height !== rows) {
    canvas.width = Math.max(64, history.generations * 2); // clears it
    canvas.height = rows;
    image.columns = 0;
  }
  const context = canvas.getContext('2d');
  const count = history.generations - image.columns;
  if (!context || count <= 0 || rows === 0) return image;
  const pixels = context.createImageData(count, rows);
  for (let column = 0; column < count; column++) {
    const generation = image.columns + column;
    for (let row = 0; row < Math.min(rows, history.size(generation)); row++) {
      const slot = history.slotAtRow(generation, row);
      const diverged = history.diverged(generation, slot);
      const [red, green, blue] = diverged ? [128, 128, 128] : colour(history, generation, slot);
      pixels.data.set([red, green, blue, diverged ? 60 : 255], (row * count + column) * 4);
    }
  }
  context.putImageData(pixels, image.columns, 0);
  image.columns = history.generations;
  return image;
}

function hatchDiverged(
  context: CanvasRenderingContext2D,
  history: History,
  scale: TreeScale,
): void {
  context.strokeStyle = 'rgb(128 128 128 / 90%)';
  context.lineWidth = 1;
  for (let g = scale.first; g < Math.min(history.generations, scale.first + scale.columns); g++) {
    if (history.summaries[g]?.diverged === 0) continue;
    for (let row = 0; row < history.size(g); row++) {
      if (!history.diverged(g, history.slotAtRow(g, row))) continue;
      const [x, y] = [scale.x(g) - scale.columnWidth / 2, scale.y(row) - scale.rowHeight / 2];
      context.save();
      context.beginPath();
      context.rect(x, y, scale.columnWidth, scale.rowHeight);
      context.clip();
      context.beginPath();
      for (let d = -scale.rowHeight; d < scale.columnWidth; d += 5) {
        context.moveTo(x + d, y + scale.rowHeight);
        context.lineTo(x + d + scale.rowHeight, y);
      }
      context.stroke();
      context.restore();
    }
  }
}
