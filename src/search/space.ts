import { exp, log } from '#core/maths.ts';
import type { Draws } from '#core/random.ts';

/** A setting that a search chooses: one of several choices, or a number between bounds whose logarithm is looked at. */
export type Parameter =
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'logReal'; readonly low: number; readonly high: number };

/** Parameters by name; their order is that in which they are drawn. */
export type Space = Readonly<Record<string, Parameter>>;

/** A value of each parameter. */
export type Point = Readonly<Record<string, string | number>>;

/** Throws a RangeError where a parameter has nothing to choose from, or bounds that hold no logarithms. */
export function checkSpace(space: Space): void {
  for (const [name, parameter] of Object.entries(space)) {
    if (parameter.kind === 'choice' && parameter.choices.length === 0)
      throw new RangeError(`parameter '${name}' has no choices`);
    if (parameter.kind === 'logReal' && !(parameter.low > 0 && parameter.low < parameter.high))
      throw new RangeError(
        `parameter '${name}' goes from ${parameter.low} to ${parameter.high}; it must go up, from above 0`,
      );
  }
}

/** A point drawn evenly, numbers by their logarithm. Takes a word for each parameter, more of one in 2³² choices. */
export const drawPoint = (space: Space, reader: Draws): Point =>
  mapSpace(space, (parameter) => drawValue(parameter, reader));

const drawValue = (parameter: Parameter, reader: Draws): string | number =>
  parameter.kind === 'choice'
    ? (parameter.choices[reader.integer(parameter.choices.length)] as string) // below its length
    : fromUnit(parameter, reader.uniform());

/** Tells whether two points of one space are the same, so that training under them is, too. */
const isSame = (a: Point, b: Point): boolean =>
  Object.entries(a).every(([name, value]) => b[name] === value);

/** Tells whether a point is one of several. */
export const isAmong = (point: Point, points: readonly Point[]): boolean =>
  points.some((each) => isSame(each, point));

/** Draws before a point is taken that is there already: a space of few choices may have no other. */
export const MOST_DRAWS = 100;

/** Draws a point evenly that is none of those there are; where none was found, one of them. */
export function drawNewPoint(space: Space, reader: Draws, there: readonly Point[]): Point {
  let point = drawPoint(space, reader);
  for (let tries = 1; tries < MOST_DRAWS && isAmong(point, there); tries++)
    point = drawPoint(space, reader);
  return point;
}

/** Gives one parameter of a point, drawn evenly, another of its choices; null: there is no other choice. */
export function withAnotherChoice(space: Space, point: Point, reader: Draws): Point | null {
  const open = choicesOf(space).filter(([, choices]) => choices.length > 1);
  if (open.length === 0) return null;
  const [name, choices] = open[reader.integer(open.length)] as (typeof open)[number]; // below its length
  const others = choices.filter((each) => each !== point[name]);
  return { ...point, [name]: others[reader.integer(others.length)] as string }; // below its length
}

/** A value of each parameter, found by name. */
export const mapSpace = (
  space: Space,
  value: (parameter: Parameter, name: string) => string | number,
): Point =>
  Object.fromEntries(
    Object.entries(space).map(([name, parameter]) => [name, value(parameter, name)]),
  );

type LogReal = Extract<Parameter, { readonly kind: 'logReal' }>;

/** Scales a number to where it lies between its bounds by its logarithm, in [0, 1]. */
export const toUnit = ({ low, high }: LogReal, value: number): number =>
  log(value / low) / log(high / low);

/** The number there; never outside of the bounds. */
export const fromUnit = ({ low, high }: LogReal, at: number): number =>
  Math.max(low, Math.min(high, low * exp(at * log(high / low))));

/** Lists the parameters with bounds, in order: their names and what they are. */
export const realsOf = (space: Space): [name: string, parameter: LogReal][] =>
  Object.entries(space).flatMap(([name, parameter]) =>
    parameter.kind === 'logReal' ? [[name, parameter]] : [],
  );

/** Lists the parameters with choices, in order: their names and choices. */
export const choicesOf = (space: Space): [name: string, choices: readonly string[]][] =>
  Object.entries(space).flatMap(([name, parameter]) =>
    parameter.kind === 'choice' ? [[name, parameter.choices]] : [],
  );
