import { pow } from '#core/maths.ts';
import type { Draws } from '#core/random.ts';
import { normalDensity } from './normal.ts';
import { choicesOf, fromUnit, mapSpace, type Point, realsOf, type Space, toUnit } from './space.ts';

/** A density over the points of a space, about some of them. */
export interface KernelDensity {
  at(point: Point): number;
  /** One of the points, moved as far as its kernels reach, numbers so many times as far. */
  drawNear(reader: Draws, factor: number): Point;
}

const LEAST_WIDTH = 1e-3;

/**
 * A product of kernels about each point: normal ones for numbers on [0, 1], Aitchison and Aitken's for choices, as wide as
 * the normal reference rule says, 1.06 σ n^(−1 / (4 + d)) (BOHB; Falkner et al. 2018, with the widths of statsmodels).
 */
export function kernelDensity(space: Space, points: readonly Point[]): KernelDensity {
  const [reals, choices] = [realsOf(space), choicesOf(space)];
  const dimensions = reals.length + choices.length;
  const reach = 1.06 * pow(points.length, -1 / (4 + dimensions));
  const widthOf = (values: readonly number[]) => Math.max(LEAST_WIDTH, reach * deviationOf(values));
  const numbers = reals.map(([name, parameter]) => {
    const values = points.map((point) => toUnit(parameter, point[name] as number));
    return { name, parameter, values, width: widthOf(values) };
  });
  const names = choices.map(([name, among]) => {
    const values = points.map((point) => among.indexOf(point[name] as string));
    return { name, among, values, width: Math.min(widthOf(values), 1 - 1 / among.length) };
  });

  function kernelAt(index: number, point: Point): number {
    let product = 1;
    for (const { name, parameter, values, width } of numbers) {
      const off = toUnit(parameter, point[name] as number) - (values[index] as number);
      product *= normalDensity(off / width) / width;
    }
    for (const { name, among, values, width } of names) {
      const same = among.indexOf(point[name] as string) === values[index];
      product *= same ? 1 - width : width / (among.length - 1);
    }
    return product;
  }

  return {
    at: (point) =>
      points.reduce((sum, _, index) => sum + kernelAt(index, point), 0) / points.length,
    drawNear(reader, factor) {
      const index = reader.integer(points.length);
      const near = points[index] as Point; // below its length
      return mapSpace(space, (parameter, name) => {
        if (parameter.kind === 'choice') {
          const width = names.find((each) => each.name === name)?.width ?? 0;
          const stays = reader.uniform() >= width;
          const other = parameter.choices[reader.integer(parameter.choices.length)] as string;
          return stays ? (near[name] as string) : other;
        }
        const own = numbers.find((each) => each.name === name);
        const at = own?.values[index] ?? 0.5;
        return fromUnit(parameter, within(at, factor * (own?.width ?? 0), reader));
      });
    },
  };
}

/** A number drawn about another, in [0, 1]. */
function within(at: number, width: number, reader: Draws): number {
  for (let tries = 0; tries < 100; tries++) {
    const value = at + width * reader.normal();
    if (value >= 0 && value <= 1) return value;
  }
  return at;
}

function deviationOf(values: readonly number[]): number {
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
  const squares = values.reduce((sum, each) => sum + (each - mean) * (each - mean), 0);
  return Math.sqrt(squares / values.length);
}
