import type { Scene } from './scene.ts';

/**
 * Scenes of one world in few bytes. They are alike but for some numbers, and of those many move together (a cart and
 * its wheels); so a track holds only the numbers that move on their own, as differences of whole units.
 */

/** Shapes and sizes that all scenes of some tracks share. */
export interface SceneTemplate {
  readonly scene: Scene;
  /** Numbers that move: the how-manieth of the scene's shapes, the column that moves it, and how far it is from it. */
  readonly places: readonly (readonly [number: number, column: number, offset: number])[];
}

/** Columns: each the first number and the differences that follow, in units. */
export type SceneTrack = readonly (readonly number[])[];

/** One thousandth of a world unit: far less than a pixel. */
const UNITS = 1000;
/** Numbers whose distance changes by less move together, world units. */
const STILL = 1e-6;

/** Throws a RangeError where scenes differ in more than numbers. */
export function packScenes(tracks: readonly (readonly Scene[])[]): {
  readonly template: SceneTemplate;
  readonly tracks: readonly SceneTrack[];
} {
  const all = tracks.flat();
  const [scene] = all;
  if (!scene) throw new RangeError('a track needs at least one scene');
  const outline = outlineOf(scene);
  const rows = all.map((candidate, i) => {
    if (outlineOf(candidate) !== outline)
      throw new RangeError(`scene ${i} has other shapes than scene 0`);
    return numbersOf(candidate);
  });
  const column = (number: number) => rows.map((row) => row[number] as number); // rows are equally long
  const places: [number, number, number][] = [];
  const columns: number[][] = [];
  for (const number of (rows[0] as number[]).keys()) {
    const values = column(number);
    if (isStill(values)) continue;
    const like = columns.findIndex((known) =>
      isStill(values.map((value, i) => value - (known[i] as number))),
    );
    const offset = like < 0 ? 0 : (values[0] as number) - (columns[like]?.[0] as number);
    places.push([number, like < 0 ? columns.push(values) - 1 : like, round(offset)]);
  }
  let from = 0;
  const packed = tracks.map(({ length }) => {
    const track = columns.map((values) => {
      const units = values.slice(from, from + length).map((value) => Math.round(value * UNITS));
      return units.map((value, i) => value - (units[i - 1] ?? 0));
    });
    from += length;
    return track;
  });
  return { template: { scene, places }, tracks: packed };
}

/** A reader of one track: the scene at a position between 0 and the last one's number, in between as a mixture. */
export function sceneReader({ scene, places }: SceneTemplate, track: SceneTrack) {
  const columns = track.map((differences) => {
    let sum = 0;
    return differences.map((difference) => {
      sum += difference;
      return sum / UNITS;
    });
  });
  const base = numbersOf(scene);
  const length = columns[0]?.length ?? 1;
  return {
    length,
    at(position: number): Scene {
      const low = Math.min(length - 1, Math.max(0, Math.floor(position)));
      const high = Math.min(length - 1, low + 1);
      const part = Math.min(1, Math.max(0, position - low));
      const numbers = base.slice();
      for (const [number, column, offset] of places) {
        const from = columns[column]?.[low] ?? 0;
        numbers[number] = from + ((columns[column]?.[high] ?? from) - from) * part + offset;
      }
      let next = 0;
      const fill = (value: unknown): unknown => {
        if (typeof value === 'number') return numbers[next++];
        return mapParts(value, fill);
      };
      return { view: scene.view, shapes: fill(scene.shapes) as Scene['shapes'] };
    },
  };
}

const isStill = (values: readonly number[]) =>
  values.every((value) => Math.abs(value - (values[0] as number)) < STILL);

const round = (value: number) => Math.round(value * 1e6) / 1e6;

/** All numbers of the shapes, in the order in which they stand. */
function numbersOf({ shapes }: Scene): number[] {
  const numbers: number[] = [];
  const collect = (value: unknown): unknown => {
    if (typeof value === 'number') numbers.push(value);
    return mapParts(value, collect);
  };
  collect(shapes);
  return numbers;
}

/** Everything but the numbers. */
const outlineOf = ({ shapes }: Scene) =>
  JSON.stringify(shapes, (_, value) => (typeof value === 'number' ? 0 : value));

function mapParts(value: unknown, map: (part: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(map);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, map(part)]));
}
