import type { Draws } from '#core/random.ts';
import type { BackgroundSettings } from '#core/strategy/domain.ts';

/** Colours of scenes, in [0, 255]; scenes beyond them begin anew. */
const SCENE_COLOURS = [
  [142, 147, 155],
  [132, 178, 96],
  [205, 184, 152],
  [120, 175, 214],
  [226, 205, 168],
  [178, 166, 104],
  [168, 158, 190],
  [206, 222, 232],
  [158, 196, 166],
] as const;

/** Lattices of noise: cells across an image, and strength. */
const OCTAVES = [
  { cells: 4, strength: 128 },
  { cells: 8, strength: 64 },
  { cells: 16, strength: 32 },
];

/** Fills an image, [S, S, 3] in [0, 255] and unrounded, with one colour and value noise of three octaves (Perlin). */
export function drawBackground(
  canvas: Float64Array,
  size: number,
  scene: number,
  { sceneColour, texture }: BackgroundSettings,
  reader: Draws,
): void {
  const own = SCENE_COLOURS[scene % SCENE_COLOURS.length] as readonly number[];
  const colour = own.map(
    (level) => sceneColour * level + (1 - sceneColour) * reader.between(0, 255),
  );
  const noise = new Float64Array(size * size);
  for (const { cells, strength } of OCTAVES)
    addValueNoise(noise, size, cells, texture * strength, reader);
  for (let at = 0; at < noise.length; at++)
    for (let channel = 0; channel < 3; channel++)
      canvas[at * 3 + channel] = (colour[channel] as number) + (noise[at] as number);
}

/** Adds numbers in [−strength, strength), smooth between the points of a lattice. */
function addValueNoise(
  noise: Float64Array,
  size: number,
  cells: number,
  strength: number,
  reader: Draws,
): void {
  const points = cells + 1;
  const lattice = Float64Array.from({ length: points * points }, () =>
    reader.between(-strength, strength),
  );
  const value = (row: number, column: number) => lattice[row * points + column] as number;
  for (let y = 0; y < size; y++) {
    const v = (y * cells) / size;
    const row = Math.floor(v);
    const down = smooth(v - row);
    for (let x = 0; x < size; x++) {
      const u = (x * cells) / size;
      const column = Math.floor(u);
      const right = smooth(u - column);
      const above = mix(value(row, column), value(row, column + 1), right);
      const below = mix(value(row + 1, column), value(row + 1, column + 1), right);
      noise[y * size + x] = (noise[y * size + x] as number) + mix(above, below, down);
    }
  }
}

const smooth = (part: number): number => part * part * (3 - 2 * part);

const mix = (from: number, to: number, part: number): number => from + (to - from) * part;
