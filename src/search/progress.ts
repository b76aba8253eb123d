import type { Round } from './population-search.ts';
import { choicesOf, type Point, realsOf, type Space, toUnit } from './space.ts';
import type { GpExample, Place } from './time-varying-gp.ts';

/* Gains of a population's rounds, from which its models learn. */

interface Gain {
  readonly round: number;
  readonly point: Point;
  readonly gain: number;
}

/** Returns the gain of each round of a member, as a share of the way from the least to the most. */
export function gainsOf(history: readonly Round[]): Gain[] {
  const known = changesOf(history);
  const least = Math.min(...known.map(({ change }) => change));
  const most = Math.max(...known.map(({ change }) => change));
  return known.map(({ round, point, change }) => ({
    round,
    point,
    gain: most > least ? (change - least) / (most - least) : 0.5,
  }));
}

/** Rises of the score in the rounds of which they are known. */
const changesOf = (history: readonly Round[]) =>
  history.flatMap((each) => {
    const change = each.before === null ? NaN : each.score - each.before;
    return Number.isFinite(change) ? [{ ...each, before: each.before as number, change }] : [];
  });

/** Changes brought to mean 0 and deviation 1, no more than 2 from it, and where they were made. */
export function examplesOf(space: Space, history: readonly Round[]): GpExample[] {
  const known = changesOf(history);
  const mean = known.reduce((sum, { change }) => sum + change, 0) / known.length;
  const squares = known.reduce((sum, { change }) => sum + (change - mean) * (change - mean), 0);
  const deviation = Math.sqrt(squares / known.length) || 1;
  const scale = scaleOf(history);
  return known.map(({ round, point, before, change }) => ({
    ...placeOf(space, scale(before), point, round),
    y: Math.max(-2, Math.min(2, (change - mean) / deviation)),
  }));
}

/** Scales a score to where it lies among all so far, in [0, 1]. */
export function scaleOf(history: readonly Round[]): (score: number) => number {
  const scores = history.map(({ score }) => score).filter(Number.isFinite);
  const [least, most] = [Math.min(...scores), Math.max(...scores)];
  return (score) =>
    most > least ? Math.max(0, Math.min(1, (score - least) / (most - least))) : 0.5;
}

export const placeOf = (space: Space, score: number, point: Point, time: number): Place => ({
  time,
  numbers: [
    score,
    ...realsOf(space).map(([name, parameter]) => toUnit(parameter, point[name] as number)),
  ],
  choices: choicesOf(space).map(([name, among]) => among.indexOf(point[name] as string)),
});
