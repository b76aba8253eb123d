import type { Connections } from '#protocol/messages.ts';
import type { Link, NetworkGeometry } from './network-geometry.ts';

/** Lines between two layers at most, the strongest: more are a grey area, and slow. */
const MOST_LINES = 700;
const GAP = 9; // px between a column and what is drawn beside it

/** Paints what joins the layers of a network: the stronger a connection, the clearer. */
export function paintConnections(
  context: CanvasRenderingContext2D,
  { links }: NetworkGeometry,
  ink: string,
): void {
  context.strokeStyle = ink;
  context.fillStyle = ink;
  for (const link of links) {
    if (!link.connections) paintBand(context, link);
    else if (link.look === 'lines') paintLines(context, link, link.connections);
    else paintMatrix(context, link, link.connections);
  }
  context.globalAlpha = 1;
}

function paintBand(context: CanvasRenderingContext2D, { from, to }: Link): void {
  context.globalAlpha = 0.08;
  context.beginPath();
  context.moveTo(from.x, from.top);
  context.lineTo(to.x, to.top);
  context.lineTo(to.x, to.top + to.height);
  context.lineTo(from.x, from.top + from.height);
  context.fill();
}

/** The strongest connections, in a few classes of strength: a class is one stroke. */
function paintLines(
  context: CanvasRenderingContext2D,
  { from, to }: Link,
  { columns, strengths }: Connections,
): void {
  const order = Array.from(strengths.keys())
    .sort((a, b) => (strengths[b] as number) - (strengths[a] as number)) // keys of strengths
    .slice(0, MOST_LINES);
  const strongest = strengths[order[0] ?? 0] || 1;
  const CLASSES = 6;
  context.lineWidth = 0.8;
  for (let level = 0; level < CLASSES; level++) {
    context.globalAlpha = 0.03 + 0.5 * ((level + 0.5) / CLASSES) ** 2;
    context.beginPath();
    for (const at of order) {
      const share = (strengths[at] as number) / strongest;
      if (Math.min(CLASSES - 1, Math.floor(share * CLASSES)) !== level) continue;
      context.moveTo(from.x, from.units[Math.floor(at / columns)] ?? 0);
      context.lineTo(to.x, to.units[at % columns] ?? 0);
    }
    context.stroke();
  }
}

/** One cell per connection: inputs downwards, outputs to the right. */
function paintMatrix(
  context: CanvasRenderingContext2D,
  { from, to }: Link,
  { rows, columns, strengths }: Connections,
): void {
  const left = from.x + GAP;
  const width = to.x - GAP - left;
  const top = Math.min(from.top, to.top);
  const height = Math.max(from.top + from.height, to.top + to.height) - top;
  const strongest = strengths.reduce((most, each) => Math.max(most, each), 1e-12);
  const [cellWidth, cellHeight] = [width / columns, height / rows];
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) {
      context.globalAlpha = 0.04 + 0.8 * ((strengths[i * columns + j] as number) / strongest);
      context.fillRect(left + j * cellWidth, top + i * cellHeight, cellWidth, cellHeight);
    }
}
