import type { Ink, Scene, Shape } from '#core/scene.ts';

export const INK_PROPERTIES = [
  'ink-ground',
  'ink-body',
  'ink-limb',
  'ink-joint',
  'ink-goal',
  'ink-faint',
  'ink-flame',
] as const;

export type InkColours = Readonly<Record<`ink-${Ink}`, string>>;

/** Scale in pixels per world unit and the place of the world's origin, for the whole view to be seen, centred and undistorted. */
function fitView(
  view: Scene['view'],
  width: number,
  height: number,
): { readonly unit: number; readonly x: number; readonly y: number } {
  const unit = Math.min(width / (view.right - view.left), height / (view.top - view.bottom));
  return {
    unit,
    x: width / 2 - (unit * (view.left + view.right)) / 2,
    y: height / 2 + (unit * (view.bottom + view.top)) / 2,
  };
}

/** Inks of the moving parts of a scene, of which a ghost is drawn. */
const GHOSTLY: ReadonlySet<Ink> = new Set(['body', 'limb', 'joint', 'flame']);
const GHOST_OPACITY = 0.22;

/** Paints a scene over the whole of a canvas of so many CSS pixels. Colours stand for inks; y points up. */
export function drawScene(
  context: CanvasRenderingContext2D,
  scene: Scene,
  colours: InkColours,
  width: number,
  height: number,
  /** Scene that is drawn faintly behind; null: none. */
  ghost: Scene | null = null,
): void {
  const { unit, x, y } = fitView(scene.view, width, height);
  context.clearRect(0, 0, width, height);
  context.save();
  context.translate(x, y);
  context.scale(unit, -unit);
  context.lineCap = 'round';
  context.lineJoin = 'round';
  if (ghost) {
    context.globalAlpha = GHOST_OPACITY;
    for (const shape of ghost.shapes)
      if (GHOSTLY.has(shape.ink)) drawShape(context, shape, colours[`ink-${shape.ink}`]);
    context.globalAlpha = 1;
  }
  for (const shape of scene.shapes) drawShape(context, shape, colours[`ink-${shape.ink}`]);
  context.restore();
}

function drawShape(context: CanvasRenderingContext2D, shape: Shape, colour: string): void {
  context.beginPath();
  switch (shape.kind) {
    case 'line':
      trace(context, shape.points);
      context.strokeStyle = colour;
      context.lineWidth = shape.width;
      context.stroke();
      return;
    case 'polygon':
      trace(context, shape.points);
      context.closePath();
      break;
    case 'rectangle': {
      context.save();
      context.translate(shape.x, shape.y);
      context.rotate(shape.angle);
      const corner = Math.min(shape.width, shape.height) * 0.12;
      context.roundRect(-shape.width / 2, -shape.height / 2, shape.width, shape.height, corner);
      context.restore();
      break;
    }
    case 'disc':
      context.arc(shape.x, shape.y, shape.radius, 0, 2 * Math.PI);
      break;
    default:
      shape satisfies never;
  }
  context.fillStyle = colour;
  context.fill();
}

function trace(
  context: CanvasRenderingContext2D,
  points: readonly (readonly [number, number])[],
): void {
  for (const [i, [x, y]] of points.entries()) {
    if (i === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
}
