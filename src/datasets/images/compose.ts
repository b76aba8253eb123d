import { cos, sin } from '#core/maths.ts';
import { type Draws, draws, type Key } from '#core/random.ts';
import type { LookSettings } from '#core/strategy/domain.ts';
import { poisson } from '../labels/label-count.ts';
import type { ImageLabels } from '../labels/label-sampler.ts';
import { drawBackground } from './background.ts';
import { type Placement, stamp } from './stamp.ts';
import type { Stamps } from './stamps.ts';

/** An object as it can be seen in an image. */
export interface SeenObject {
  readonly classIndex: number;
  readonly look: number;
  /** Area that it covers, px: from the left and upper edge to the right and lower one, these not included. */
  readonly box: readonly [left: number, top: number, right: number, bottom: number];
  /** Share of it that is in the image with nothing before it. */
  readonly visible: number;
}

export interface Composition {
  readonly pixels: Uint8Array; // [S, S, 3]
  /** Objects from the back to the front. */
  readonly objects: readonly SeenObject[];
}

const CLUTTER_SCALE = 0.7;
const PLACES_TRIED = 8;

/**
 * An image: a background in the scene's colours, then what lies about, then the classes in any order, each in a place far
 * from the others. `pictureOf` names a class's picture.
 */
export function compose(
  { scene, classes }: ImageLabels,
  pictureOf: (classIndex: number) => number,
  stamps: Stamps,
  settings: LookSettings,
  key: Key,
): Composition {
  const { size } = settings;
  const reader = draws(key);
  const canvas = new Float64Array(size * size * 3);
  const owners = new Int16Array(size * size).fill(-1); // whose each pixel is, by place in `placed`
  drawBackground(canvas, size, scene, settings, reader);

  const lying = Array.from({ length: poisson(settings.clutter, reader) }, () => ({
    classIndex: -1,
    picture: stamps.clutter[reader.integer(stamps.clutter.length)] as number,
  }));
  const shown = shuffle(classes, reader).map((classIndex) => ({
    classIndex,
    picture: pictureOf(classIndex),
  }));
  const placed: (Placement & { readonly classIndex: number })[] = [];
  for (const each of [...lying, ...shown])
    placed.push({ ...each, ...place(each.classIndex < 0, placed, stamps, settings, reader) });

  const prints = placed.map((placement, owner) =>
    stamp(canvas, owners, size, owner, placement, stamps.sample),
  );
  const left = new Uint32Array(placed.length);
  for (const owner of owners) if (owner >= 0) left[owner] = (left[owner] as number) + 1;
  const objects = placed.flatMap(({ classIndex, look }, at) => {
    const { box, area } = prints[at] as (typeof prints)[number];
    const visible = area === 0 ? 0 : (left[at] as number) / area;
    return classIndex < 0 ? [] : [{ classIndex, look, box, visible }];
  });
  return { pixels: toBytes(canvas), objects };
}

function toBytes(canvas: Float64Array): Uint8Array {
  const pixels = new Uint8Array(canvas.length);
  for (let at = 0; at < canvas.length; at++)
    pixels[at] = Math.max(0, Math.min(255, Math.round(canvas[at] as number)));
  return pixels;
}

/** Fisher and Yates. */
function shuffle<T>(list: readonly T[], reader: Draws): T[] {
  const shuffled = [...list];
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = reader.integer(i + 1);
    [shuffled[i], shuffled[j]] = [shuffled[j] as T, shuffled[i] as T];
  }
  return shuffled;
}

function place(
  isClutter: boolean,
  placed: readonly Placement[],
  { looks }: Stamps,
  { size, smallest, largest, lean, tint }: LookSettings,
  reader: Draws,
): Omit<Placement, 'picture'> {
  const width = size * reader.between(smallest, largest) * (isClutter ? CLUTTER_SCALE : 1);
  const angle = lean * reader.normal();
  const [x, y] = farPlace(placed, width, size, reader);
  return {
    x,
    y,
    width,
    cos: cos(angle),
    sin: sin(angle),
    flipped: reader.uniform() < 0.5,
    look: reader.integer(looks),
    gains: [0, 1, 2].map(() => 1 + tint * reader.normal()),
  };
}

/** Picks of some places the one whose nearest neighbour is farthest (Mitchell 1991). */
function farPlace(
  placed: readonly Placement[],
  width: number,
  size: number,
  reader: Draws,
): readonly [number, number] {
  const edge = Math.min(0.4 * width, size / 2);
  let best: readonly [number, number] = [size / 2, size / 2];
  let farthest = -1;
  for (let i = 0; i < PLACES_TRIED; i++) {
    const x = reader.between(edge, size - edge);
    const y = reader.between(edge, size - edge);
    const nearest = placed.reduce(
      (least, other) =>
        Math.min(least, (x - other.x) * (x - other.x) + (y - other.y) * (y - other.y)),
      Infinity,
    );
    if (nearest > farthest) {
      farthest = nearest;
      best = [x, y];
    }
  }
  return best;
}
