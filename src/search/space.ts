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
