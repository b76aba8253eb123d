import { box, type Space } from '#core/spaces.ts';
import type { Vector } from './particles.ts';

/** Kind of action in a particle environment: five choices, or five numbers in [0, 1] that are used together. */
export type ActionKind = 'discrete' | 'continuous';

export const MOVES: readonly string[] = ['stay', 'left', 'right', 'down', 'up'];

/** Steps of an episode, which never ends sooner. */
export const EPISODE = 25;

export const movingSpace = (kind: ActionKind): Space => choosing(kind, MOVES.length);

export const choosing = (kind: ActionKind, n: number): Space =>
  kind === 'discrete' ? { kind: 'discrete', n } : box([n], 0, 1);

/** Numbers that an action of `n` choices takes when stored. */
export const storedChoices = (kind: ActionKind, n: number): number => (kind === 'discrete' ? 1 : n);

/** Push of the action stored from `at` on. */
export function pushOf(kind: ActionKind, action: ArrayLike<number>, at: number): Vector {
  const [, left, right, down, up] = choices(kind, action, at, MOVES.length);
  return [(right as number) - (left as number), (up as number) - (down as number)]; // there are five
}

/** Reads the share of each of `n` choices in the action stored from `at` on: all of one, or as its numbers say. */
export function choices(
  kind: ActionKind,
  action: ArrayLike<number>,
  at: number,
  n: number,
): readonly number[] {
  return Array.from({ length: n }, (_, i) =>
    kind === 'discrete' ? Number(action[at] === i) : Math.min(Math.max(action[at + i] ?? 0, 0), 1),
  );
}
